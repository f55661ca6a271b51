namespace Cmr.Contracts.Generator.Model;

/// <summary>Something in the contract's files that the generator cannot turn into code.</summary>
/// <param name="Kind">Which diagnostic it is.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">Line, from 1; 0 when not known.</param>
/// <param name="Column">Column, from 1; 0 when not known.</param>
/// <param name="Message">What is wrong, and with what.</param>
internal sealed record ContractProblem(ContractProblemKind Kind, string Path, int Line, int Column, string Message);
