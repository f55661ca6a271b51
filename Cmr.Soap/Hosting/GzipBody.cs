using System.Buffers;
using System.IO.Compression;

namespace Cmr.Soap.Hosting;

/// <summary>Unpacks a request body, and stops as soon as it turns out to be a bomb.</summary>
internal static class GzipBody
{
    /// <summary>So much may come of any body, however small: short messages have no meaningful ratio.</summary>
    private const int AlwaysAllowedBytes = 64 * 1024;
    private const int FirstBytes = 16 * 1024;
    private const int LeastBytes = 18;

    /// <summary>Unpacks.</summary>
    /// <param name="packed">What was received.</param>
    /// <param name="options">Bounds of the size and of the ratio.</param>
    /// <param name="unpacked">From the shared pool when the outcome is <see cref="BodyOutcome.Complete"/>; the caller returns it.</param>
    public static BodyOutcome Unpack(in ReadOnlySequence<byte> packed, SoapOptions options, out ArraySegment<byte> unpacked)
    {
        unpacked = default;
        long limit = Math.Min(options.MaxRequestBytes, Math.Max(AlwaysAllowedBytes, packed.Length * options.MaxUnpackRatio));
        byte[] source = ArrayPool<byte>.Shared.Rent((int)packed.Length); // the length is bounded by MaxRequestBytes
        byte[] target = ArrayPool<byte>.Shared.Rent(FirstBytes);
        int length = 0;
        bool isKept = false;
        try
        {
            packed.CopyTo(source);
            using GZipStream gzip = new(new MemoryStream(source, 0, (int)packed.Length, writable: false), CompressionMode.Decompress);
            for (int read; (read = gzip.Read(target, length, target.Length - length)) > 0;)
            {
                length += read;
                if (length > limit) return BodyOutcome.TooLarge;
                if (length == target.Length) target = Grow(target, length);
            }

            if (!IsWhole(packed, length)) return BodyOutcome.Damaged;
            unpacked = new ArraySegment<byte>(target, 0, length);
            isKept = true;
            return BodyOutcome.Complete;
        }
        catch (InvalidDataException)
        {
            return BodyOutcome.Damaged;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(source);
            if (!isKept) ArrayPool<byte>.Shared.Return(target);
        }
    }

    /// <summary>
    /// RFC 1952 §2.3: ten octets before what was packed and eight behind it, the last four of which are its length. The stream does
    /// not notice when they are missing. Several packed files in a row are not taken.
    /// </summary>
    private static bool IsWhole(in ReadOnlySequence<byte> packed, int length)
    {
        if (packed.Length < LeastBytes) return false;
        Span<byte> trailer = stackalloc byte[sizeof(int)];
        packed.Slice(packed.Length - sizeof(int)).CopyTo(trailer);
        return BitConverter.ToInt32(trailer) == length;
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
