using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>
/// Makes nonces that need no memory: the time, something random, and a keyed hash over both and over whom the nonce is for. Nobody else can
/// make one, and one that was made for another client is foreign (RFC 7616 §3.3, §5.4).
/// </summary>
/// <param name="key">Secret of the process, 32 octets.</param>
/// <param name="lifetime">How long a nonce is good.</param>
/// <param name="fill">Source of chance.</param>
public sealed class NonceMint(byte[] key, TimeSpan lifetime, RandomFill fill)
{
    // time 8, chance 8, seal 16
    private const int SealStart = 16;
    private const int Length = 32;
    private static readonly int TextLength = Base64Url.GetEncodedLength(Length);

    /// <summary>A new nonce.</summary>
    /// <param name="client">Whom it is for, such as the network of its address.</param>
    /// <param name="now">Time.</param>
    public Utf8Text Make(ReadOnlySpan<byte> client, TimeSpan now)
    {
        Span<byte> nonce = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(nonce, now.Ticks);
        fill(nonce[8..SealStart]);
        Seal(nonce[..SealStart], client, nonce[SealStart..]);
        byte[] text = new byte[TextLength];
        Base64Url.EncodeToUtf8(nonce, text);
        return new Utf8Text(text);
    }

    /// <summary>Judges a nonce that came back.</summary>
    /// <param name="text">The nonce.</param>
    /// <param name="client">Who sent it.</param>
    /// <param name="now">Time.</param>
    /// <param name="madeAt">When it was made; only for a nonce of ours.</param>
    public NonceState Judge(Utf8Text text, ReadOnlySpan<byte> client, TimeSpan now, out TimeSpan madeAt)
    {
        madeAt = default;
        Span<byte> nonce = stackalloc byte[Length];
        Span<byte> seal = stackalloc byte[Length - SealStart];
        if (text.Length != TextLength || !Base64Url.IsValid(text.Span) || !Base64Url.TryDecodeFromUtf8(text.Span, nonce, out int written) || written != Length)
        {
            return NonceState.Foreign;
        }

        Seal(nonce[..SealStart], client, seal);
        if (!CryptographicOperations.FixedTimeEquals(seal, nonce[SealStart..]))
        {
            return NonceState.Foreign;
        }

        madeAt = TimeSpan.FromTicks(BinaryPrimitives.ReadInt64BigEndian(nonce));
        return madeAt <= now && now - madeAt <= lifetime ? NonceState.Fresh : NonceState.Expired;
    }

    private void Seal(ReadOnlySpan<byte> stamp, ReadOnlySpan<byte> client, Span<byte> seal)
    {
        Span<byte> input = stackalloc byte[SealStart + client.Length];
        stamp.CopyTo(input);
        client.CopyTo(input[SealStart..]);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, input, full);
        full[..seal.Length].CopyTo(seal);
    }
}
