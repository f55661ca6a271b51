namespace Cmr.Media.Playout;

/// <summary>The two encodings that tracks come in.</summary>
internal enum G711Encoding
{
    /// <summary>µ-law, <c>PCMU</c>.</summary>
    Pcmu,

    /// <summary>A-law, <c>PCMA</c>.</summary>
    Pcma,
}
