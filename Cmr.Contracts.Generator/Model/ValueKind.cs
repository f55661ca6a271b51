namespace Cmr.Contracts.Generator.Model;

/// <summary>How a parameter is held in C# and spelled in XML.</summary>
internal enum ValueKind
{
    String,
    Int32,
    Int64,
    Boolean,
    Decimal,
    DateTime,
    Date,
    Time,

    /// <summary>A named restriction of xs:int: a C# enum whose members are the documented values.</summary>
    Code,

    /// <summary>A named enumeration of xs:string: a C# enum whose members are the words.</summary>
    Word,

    /// <summary>A complex type.</summary>
    Structure,
}
