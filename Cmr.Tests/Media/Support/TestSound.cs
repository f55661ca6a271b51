using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cmr.Protocols.Rtp.Payloads;

namespace Cmr.Tests.Media.Support;

/// <summary>The sounds of TestData/resources, and how alike two sounds are.</summary>
internal static class TestSound
{
    // Two seconds tell; more only takes longer
    private const int MaximumCompared = 16_000;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "TestData", "resources", name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>How alike a sound is to the melody, made 8 kHz mono here without ffmpeg. A codec's delay is no whole number of samples, so half steps are tried too.</summary>
    public static double LikenessToMelody(ReadOnlySpan<short> sound, int shift) =>
        Math.Max(Likeness(sound, Melody(phase: 0), shift), Likeness(sound, Melody(phase: 1), shift));

    /// <summary>The 16 kHz stereo melody as 8 kHz mono: a windowed-sinc low pass at 3.6 kHz, then every other sample from <paramref name="phase"/> on.</summary>
    public static short[] Melody(int phase)
    {
        const int Half = 48;
        byte[] file = Read("melody.wav");
        int data = file.AsSpan().IndexOf("data"u8) + 8;
        ReadOnlySpan<short> stereo = MemoryMarshal.Cast<byte, short>(file.AsSpan(data, (file.Length - data) & ~3));
        double[] taps = [.. Enumerable.Range(-Half, (2 * Half) + 1).Select(n => Sinc(0.45 * n) * 0.45 * (0.5 + (0.5 * Math.Cos(Math.PI * n / (Half + 1)))))];
        short[] mono = new short[(stereo.Length / 4) - 1];
        for (int i = 0; i < mono.Length; i++)
        {
            double sum = 0;
            for (int n = -Half; n <= Half; n++)
            {
                int at = (2 * i) + phase + n;
                sum += at >= 0 && (2 * at) + 1 < stereo.Length ? taps[n + Half] * (stereo[2 * at] + stereo[(2 * at) + 1]) / 2 : 0;
            }

            mono[i] = (short)Math.Clamp(sum, short.MinValue, short.MaxValue);
        }

        return mono;
    }

    public static short[] Decode(string encoding, ReadOnlySpan<byte> octets)
    {
        short[] samples = new short[octets.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = encoding == "PCMA" ? ALaw.Decode(octets[i]) : MuLaw.Decode(octets[i]);
        }

        return samples;
    }

    /// <summary>Normalised cross-correlation at the best shift of at most so many samples either way: 1 for the same sound.</summary>
    public static double Likeness(ReadOnlySpan<short> a, ReadOnlySpan<short> b, int shift)
    {
        double best = 0;
        for (int lag = -shift; lag <= shift; lag++)
        {
            ReadOnlySpan<short> x = lag > 0 ? a[lag..] : a;
            ReadOnlySpan<short> y = lag < 0 ? b[-lag..] : b;
            int length = Math.Min(Math.Min(x.Length, y.Length), MaximumCompared);
            double xy = 0, xx = 1, yy = 1;
            for (int i = 0; i < length; i++)
            {
                xy += (double)x[i] * y[i];
                xx += (double)x[i] * x[i];
                yy += (double)y[i] * y[i];
            }

            best = Math.Max(best, xy / Math.Sqrt(xx * yy));
        }

        return best;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>A WAV file of 16-bit mono silence with a click, of any length.</summary>
    public static byte[] Wav(int sampleRate, TimeSpan duration)
    {
        int samples = (int)(sampleRate * duration.TotalSeconds);
        byte[] file = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 2 * sampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 2 * samples);
        for (int i = 0; i < samples; i += 97)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), 10_000);
        }

        return file;
    }
}
