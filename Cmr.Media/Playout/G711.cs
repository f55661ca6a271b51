using Cmr.Protocols.Rtp.Payloads;

namespace Cmr.Media.Playout;

/// <summary>What the worker needs to know of G.711: names, silence, fading.</summary>
internal static class G711
{
    /// <summary>Octets, which are samples, in a packet of 20 ms.</summary>
    public const int FrameLength = 160;

    /// <summary>Samples a second, and the RTP clock.</summary>
    public const int SampleRate = 8000;

    /// <summary>Length of a frame in milliseconds.</summary>
    public const int FrameMs = 20;

    /// <summary>The encoding of an RTP encoding name, compared without regard to case (RFC 4855 §3).</summary>
    public static bool TryParse(string name, out G711Encoding encoding)
    {
        encoding = name.Equals("PCMA", StringComparison.OrdinalIgnoreCase) ? G711Encoding.Pcma : G711Encoding.Pcmu;
        return encoding is G711Encoding.Pcma || name.Equals("PCMU", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The RTP encoding name.</summary>
    public static string Name(G711Encoding encoding) => encoding is G711Encoding.Pcma ? "PCMA" : "PCMU";

    /// <summary>The octet of silence.</summary>
    public static byte Silence(G711Encoding encoding) => encoding is G711Encoding.Pcma ? ALaw.Silence : MuLaw.Silence;

    /// <summary>Scales octets in place along a straight line.</summary>
    /// <param name="octets">One frame.</param>
    /// <param name="encoding">How they are encoded.</param>
    /// <param name="from">Gain of the first octet, 0 to 1.</param>
    /// <param name="to">Gain after the last octet, 0 to 1.</param>
    public static void Ramp(Span<byte> octets, G711Encoding encoding, float from, float to)
    {
        float step = (to - from) / octets.Length;
        for (int i = 0; i < octets.Length; i++)
        {
            float gain = from + (step * i);
            octets[i] = encoding is G711Encoding.Pcma
                ? ALaw.Encode((short)(ALaw.Decode(octets[i]) * gain))
                : MuLaw.Encode((short)(MuLaw.Decode(octets[i]) * gain));
        }
    }
}
