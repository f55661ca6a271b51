namespace Cmr.Contracts.Generator.Model;

internal enum ContractProblemKind
{
    InvalidSchema,
    UnsupportedConstruct,
    InvalidWsdl,
}
