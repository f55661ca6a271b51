using System.Globalization;
using Cmr.Cli.Processes;

namespace Cmr.Tests.EndToEnd;

/// <summary>Decodes sound files to what a telephone line would carry of them.</summary>
internal static class SampleSound
{
    private const int SampleRate = 8000;

    /// <returns>Linear samples, mono, 8 kHz.</returns>
    public static async Task<short[]> DecodeAsync(string file)
    {
        string raw = Path.GetTempFileName();
        CommandResult decoded = await CommandLineTool.RunAsync(
            "ffmpeg", ["-v", "error", "-y", "-i", file, "-ac", "1", "-ar", SampleRate.ToString(CultureInfo.InvariantCulture), "-f", "s16le", raw], CancellationToken.None);
        Assert.IsTrue(decoded.Succeeded, decoded.Output);
        byte[] octets = await File.ReadAllBytesAsync(raw);
        File.Delete(raw);
        short[] samples = new short[octets.Length / sizeof(short)];
        Buffer.BlockCopy(octets, 0, samples, 0, samples.Length * sizeof(short));
        return samples;
    }
}
