using System.Buffers;

namespace Cmr.Tests.Support.Segmentation;

/// <summary>The same octets in every shape in which a stream may deliver them.</summary>
internal static class Segments
{
    /// <summary>Cut in two at <paramref name="cut"/>.</summary>
    public static ReadOnlySequence<byte> SplitAt(ReadOnlyMemory<byte> octets, int cut) => Of(octets[..cut], octets[cut..]);

    /// <summary>One octet a segment.</summary>
    public static ReadOnlySequence<byte> Single(ReadOnlyMemory<byte> octets) =>
        Of([.. Enumerable.Range(0, octets.Length).Select(at => octets.Slice(at, 1))]);

    public static ReadOnlySequence<byte> Of(params ReadOnlyMemory<byte>[] parts)
    {
        if (parts.Length == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        Segment first = new(parts[0], 0);
        Segment last = first;
        foreach (ReadOnlyMemory<byte> part in parts.Skip(1))
        {
            last = last.Append(part);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            Segment next = new(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
