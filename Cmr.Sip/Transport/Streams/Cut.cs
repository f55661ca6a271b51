namespace Cmr.Sip.Transport.Streams;

/// <summary>What came next on a stream.</summary>
internal enum Cut
{
    /// <summary>Nothing whole yet.</summary>
    Nothing,

    /// <summary>A keep-alive that wants a line end back.</summary>
    Ping,

    /// <summary>A message.</summary>
    Message,

    /// <summary>Something that cannot be a message; where the next one begins, nobody knows.</summary>
    Rubbish,
}
