using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Cmr.Contracts.MediaControl;

/// <summary>
/// Frames of a media control connection.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |              length of the body in octets, big endian         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |              body: one ControlMessage in JSON, UTF-8 …
/// </code>
/// </summary>
public static class ControlCodec
{
    /// <summary>Octets before the body.</summary>
    public const int PrefixLength = 4;

    /// <summary>Largest body in octets, 64 KiB; checked before anything is buffered for it.</summary>
    public const int MaximumBody = 64 * 1024;

    /// <summary>Takes one frame off the front of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What was received; on <see cref="ControlFrameStatus.Complete"/> it begins after the frame, else it is unchanged.</param>
    /// <param name="message">The message, or <see langword="null"/>.</param>
    public static ControlFrameStatus TryRead(ref ReadOnlySequence<byte> buffer, out ControlMessage? message)
    {
        message = null;
        if (buffer.Length < PrefixLength)
        {
            return ControlFrameStatus.NeedMoreData;
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length is 0 or > MaximumBody)
        {
            return ControlFrameStatus.Malformed;
        }

        if (buffer.Length < PrefixLength + length)
        {
            return ControlFrameStatus.NeedMoreData;
        }

        message = Deserialize(buffer.Slice(PrefixLength, length));
        if (message is null)
        {
            return ControlFrameStatus.Malformed;
        }

        buffer = buffer.Slice(PrefixLength + length);
        return ControlFrameStatus.Complete;
    }

    /// <summary>Writes one frame.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="ArgumentException">The message is larger than <see cref="MaximumBody"/>; nothing was written.</exception>
    public static void Write(ControlMessage message, IBufferWriter<byte> destination)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, ControlJsonContext.Default.ControlMessage);
        if (body.Length > MaximumBody)
        {
            throw new ArgumentException($"The message has {body.Length} octets, {MaximumBody} are allowed.", nameof(message));
        }

        Span<byte> frame = destination.GetSpan(PrefixLength + body.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame[PrefixLength..]);
        destination.Advance(PrefixLength + body.Length);
    }

    private static ControlMessage? Deserialize(in ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            ControlMessage? message = JsonSerializer.Deserialize(ref reader, ControlJsonContext.Default.ControlMessage);
            return reader.BytesConsumed == body.Length ? message : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            // What the serializer throws for malformed text, an unknown type, a wrong token, a bad UUID or base64
            return null;
        }
    }
}
