using System.Buffers.Binary;
using System.Text;

namespace Cmr.Protocols.Dns;

/// <summary>What is asked of a name server.</summary>
/// <param name="Name">Name, without the last dot.</param>
/// <param name="Type">Kind of records wanted.</param>
public readonly record struct DnsQuestion(string Name, DnsRecordType Type)
{
    /// <summary>Size of UDP responses that we take (RFC 6891 §6.2.5): what fits into one unfragmented datagram.</summary>
    public const int MaxUdpResponse = 1232;

    private const int MaxNameLength = 253;
    private const ushort Internet = 1;
    private const ushort RecursionDesired = 0x0100;

    /// <summary>Writes a query.</summary>
    /// <param name="id">Number that the response repeats; hard to guess.</param>
    /// <returns><see langword="null"/> when the name is none that can be asked for.</returns>
    public byte[]? TryWrite(ushort id)
    {
        if (Name.Length is 0 or > MaxNameLength || !Ascii.IsValid(Name))
        {
            return null;
        }

        byte[] query = new byte[12 + Name.Length + 2 + 4 + 11];
        BinaryPrimitives.WriteUInt16BigEndian(query, id);
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(2), RecursionDesired);
        query[5] = 1;  // one question
        query[11] = 1; // one additional record: OPT
        int at = 12;
        foreach (string label in Name.Split('.'))
        {
            if (label.Length is 0 or > 63)
            {
                return null;
            }

            query[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, query.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(at + 1), (ushort)Type);
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(at + 3), Internet);
        query[at + 7] = 41; // OPT, behind the empty name
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(at + 8), MaxUdpResponse);
        return query;
    }
}
