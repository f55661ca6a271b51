using System.Text.Json.Serialization;

namespace Cmr.Contracts.MediaControl;

/// <summary>Names a media session, chosen by the SIP node; unique over all nodes and workers.</summary>
/// <param name="Value">A random (version 4) or otherwise unique UUID (RFC 9562).</param>
[JsonConverter(typeof(MediaSessionIdJsonConverter))]
public readonly record struct MediaSessionId(Guid Value)
{
    /// <summary>The UUID in hexadecimal without hyphens.</summary>
    public override string ToString() => Value.ToString("N");
}
