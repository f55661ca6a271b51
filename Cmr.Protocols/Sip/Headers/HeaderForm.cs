namespace Cmr.Protocols.Sip.Headers;

/// <summary>How often a header field may stand in a message.</summary>
internal enum HeaderForm : byte
{
    /// <summary>One row with one value; a second row is an error.</summary>
    Once,

    /// <summary>Any number of rows, each with values separated by commas.</summary>
    List,

    /// <summary>Any number of rows, each one value in which commas mean something else.</summary>
    Rows,
}
