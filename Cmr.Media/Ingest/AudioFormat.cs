using System.Buffers.Binary;
namespace Cmr.Media.Ingest;

/// <summary>A kind of file that is taken.</summary>
/// <param name="Name">For messages.</param>
/// <param name="MediaType">The name it is stored under.</param>
/// <param name="Aliases">Every media type it may be declared as, in lower case.</param>
/// <param name="Demuxer">The one ffmpeg demuxer that may read it, so that a playlist or script in disguise is never followed.</param>
/// <param name="Decoders">The ffmpeg decoders that may be opened; pictures are cover art.</param>
internal sealed record AudioFormat(string Name, string MediaType, IReadOnlyList<string> Aliases, string Demuxer, string Decoders)
{
    /// <summary>RIFF WAVE with linear PCM or G.711.</summary>
    public static readonly AudioFormat Wav = new(
        "WAV",
        "audio/wav",
        ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"],
        "wav",
        "pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw");

    /// <summary>MPEG audio layer III.</summary>
    public static readonly AudioFormat Mp3 = new("MP3", "audio/mpeg", ["audio/mpeg", "audio/mp3", "audio/x-mp3"], "mp3", "mp3,mp3float,png,mjpeg");

    /// <summary>AAC in an ISO base media file.</summary>
    public static readonly AudioFormat M4a = new("M4A", "audio/mp4", ["audio/mp4", "audio/m4a", "audio/x-m4a"], "mov", "aac,png,mjpeg");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<AudioFormat> All = [Wav, Mp3, M4a];

    /// <summary>The format a media type names.</summary>
    public static AudioFormat? Declared(string mediaType) => All.FirstOrDefault(format => format.Aliases.Contains(mediaType, StringComparer.OrdinalIgnoreCase));

    /// <summary>The length that a RIFF file says it has (its size field and the 8 octets before it); 0 when it says none, as a streamed one does, or is no RIFF file.</summary>
    public static long AnnouncedLength(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8 || !head.StartsWith("RIFF"u8)) return 0;
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return size is 0 or uint.MaxValue ? 0 : size + 8L;
    }

    /// <summary>The format that the first octets of a file show; 12 are enough.</summary>
    public static AudioFormat? Sniff(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8))
        {
            return Wav;
        }

        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
        {
            return M4a;
        }

        return head.StartsWith("ID3"u8) || IsMpegFrame(head) ? Mp3 : null;
    }

    // ISO/IEC 11172-3 §2.4.2.3: eleven bits of sync, a version, layer III, and neither bit rate nor sampling rate forbidden
    private static bool IsMpegFrame(ReadOnlySpan<byte> head) =>
        head.Length >= 4
        && head[0] == 0xFF
        && (head[1] & 0xE0) == 0xE0
        && (head[1] & 0x18) != 0x08
        && (head[1] & 0x06) == 0x02
        && (head[2] & 0xF0) != 0xF0
        && (head[2] & 0x0C) != 0x0C;
}
