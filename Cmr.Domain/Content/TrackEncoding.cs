namespace Cmr.Domain.Content;

/// <summary>Payload format of a rendered track.</summary>
public enum TrackEncoding
{
    /// <summary>G.711 µ-law, 8 kHz mono (RFC 3551 §4.5.14).</summary>
    Pcmu = 0,

    /// <summary>G.711 A-law, 8 kHz mono (RFC 3551 §4.5.14).</summary>
    Pcma = 8,
}
