using System.Buffers.Binary;

namespace Cmr.Cli.Recording;

/// <summary>Writes 16-bit mono PCM as a RIFF/WAVE file.</summary>
internal static class WaveFile
{
    private const int HeaderOctets = 44;

    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="samples">Linear samples.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static Task WriteAsync(string path, ReadOnlySpan<short> samples, int sampleRate, CancellationToken cancellationToken)
    {
        byte[] file = new byte[HeaderOctets + samples.Length * sizeof(short)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), sampleRate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples.Length * sizeof(short));
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderOctets + i * sizeof(short)), samples[i]);
        return File.WriteAllBytesAsync(path, file, cancellationToken);
    }
}
