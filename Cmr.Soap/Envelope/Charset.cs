namespace Cmr.Soap.Envelope;

/// <summary>What the charset parameter of a Content-Type says.</summary>
internal enum Charset
{
    /// <summary>There is none: the document tells.</summary>
    Unspecified,

    /// <summary>UTF-8, or US-ASCII, which is a part of it.</summary>
    Utf8,

    /// <summary>UTF-16 in either byte order.</summary>
    Utf16,

    Utf16LittleEndian,

    Utf16BigEndian,
}
