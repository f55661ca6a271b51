using System.Buffers.Binary;
using System.Numerics;

namespace Cmr.Protocols.Text;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein): a keyed 64-bit hash of octets from outside. Whoever does not know the key can neither
/// foresee a value nor aim many inputs at one place of a table.
/// </summary>
public readonly struct SipHash
{
    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <param name="key">16 random octets.</param>
    public SipHash(ReadOnlySpan<byte> key)
    {
        _key0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _key1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    /// <summary>Hash of the octets.</summary>
    public ulong Of(ReadOnlySpan<byte> octets)
    {
        State state = new(_key0, _key1);
        ReadOnlySpan<byte> rest = octets;
        for (; rest.Length >= 8; rest = rest[8..]) state.Take(BinaryPrimitives.ReadUInt64LittleEndian(rest));
        ulong last = (ulong)octets.Length << 56;
        for (int i = 0; i < rest.Length; i++) last |= (ulong)rest[i] << (8 * i);
        state.Take(last);
        return state.Finish();
    }

    /// <summary>Hash of one number, such as an address or another hash.</summary>
    public ulong Of(ulong number)
    {
        Span<byte> octets = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, number);
        return Of(octets);
    }

    private ref struct State(ulong key0, ulong key1)
    {
        private ulong _v0 = key0 ^ 0x736f6d6570736575;
        private ulong _v1 = key1 ^ 0x646f72616e646f6d;
        private ulong _v2 = key0 ^ 0x6c7967656e657261;
        private ulong _v3 = key1 ^ 0x7465646279746573;

        internal void Take(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        internal ulong Finish()
        {
            _v2 ^= 0xff;
            for (int i = 0; i < 4; i++) Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
