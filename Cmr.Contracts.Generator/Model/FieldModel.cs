namespace Cmr.Contracts.Generator.Model;

/// <summary>One parameter of a message or structure.</summary>
/// <param name="Name">Element name, which is the property name too.</param>
/// <param name="Documentation">What the schema says about it.</param>
/// <param name="Kind">How its value is held.</param>
/// <param name="TypeName">Name of its named type, for codes, words and structures.</param>
/// <param name="Min">Least integer allowed.</param>
/// <param name="Max">Greatest integer allowed.</param>
/// <param name="IsRequired">minOccurs is 1.</param>
/// <param name="IsList">maxOccurs is unbounded.</param>
/// <param name="IsSensitive">Its value never appears in text made for people.</param>
/// <param name="Aliases">Other names under which it is accepted.</param>
internal sealed record FieldModel(
    string Name, string Documentation, ValueKind Kind, string TypeName, long Min, long Max,
    bool IsRequired, bool IsList, bool IsSensitive, EquatableArray<string> Aliases)
{
    /// <summary>C# type of one value.</summary>
    public string ValueType => Kind switch
    {
        ValueKind.String => "string",
        ValueKind.Int32 => "int",
        ValueKind.Int64 => "long",
        ValueKind.Boolean => "bool",
        ValueKind.Decimal => "decimal",
        ValueKind.DateTime => "global::System.DateTimeOffset",
        ValueKind.Date => "global::System.DateOnly",
        ValueKind.Time => "global::System.TimeOnly",
        _ => TypeName,
    };

    public bool IsReference => Kind is ValueKind.String or ValueKind.Structure;

    public string Variable => Naming.Variable(Name);
}
