namespace Cmr.Contracts.Reading;

/// <summary>One parameter at fault in a message that was read.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Parameter">Name of the parameter, such as <c>Time</c>.</param>
/// <param name="Path">Where it stands in the message, such as <c>PreferenceSetting[0]/ResourceIdTime[1]/Time</c>; indexes count from 0.</param>
/// <param name="Value">The text at fault, at most <see cref="MaxValueLength"/> characters; <see langword="null"/> when there is none.</param>
/// <param name="Expected">What would have been right, such as <c>an integer from 1 to 4</c>; <see langword="null"/> when there is nothing to say.</param>
public sealed record ReadError(ReadErrorKind Kind, string Parameter, string Path, string? Value, string? Expected)
{
    /// <summary>The longest excerpt of a peer's text that is repeated to it, in characters.</summary>
    public const int MaxValueLength = 64;

    /// <summary>A sentence for <c>StatusDescription</c>: names the parameter and the value at fault.</summary>
    public string Description => Kind switch
    {
        ReadErrorKind.Missing => $"{Path} is missing",
        ReadErrorKind.Duplicate => $"{Path} occurs more than once",
        ReadErrorKind.Unknown => Expected is null ? $"{Path} is not known here" : $"{Path} is not known here: {Expected}",
        _ => $"{Path}: '{Value}' is not {Expected}",
    };
}
