namespace Cmr.Contracts.Reading;

/// <summary>Why a parameter of a message could not be read.</summary>
public enum ReadErrorKind
{
    /// <summary>A mandatory parameter is absent, or marked <c>xsi:nil</c>.</summary>
    Missing,

    /// <summary>The text is not a value of the parameter's type.</summary>
    Malformed,

    /// <summary>The value is of the right type but outside the range of the parameter.</summary>
    OutOfRange,

    /// <summary>A parameter that may occur once occurs again.</summary>
    Duplicate,

    /// <summary>The element or text is none of the message's parameters.</summary>
    Unknown,
}
