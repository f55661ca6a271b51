using System.Net;

namespace Cmr.Protocols.Dns;

/// <summary>A response of a name server, RFC 1035 §4.</summary>
/// <param name="Id">Number of the query.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Code">How it went.</param>
/// <param name="IsTruncated">There is more; ask again over TCP.</param>
/// <param name="Answers">Answer section. Records of unknown kinds are left out.</param>
/// <param name="Authority">Authority section.</param>
public sealed record DnsResponse(
    ushort Id, DnsQuestion Question, DnsResponseCode Code, bool IsTruncated, IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Authority)
{
    private const int MaxRecords = 256;
    private const ushort Internet = 1;
    private const ushort ResponseBit = 0x8000;
    private const ushort TruncatedBit = 0x0200;
    private const uint LongestTimeToLive = 0x7FFF_FFFF;

    /// <summary>Reads a response.</summary>
    /// <returns>False when the octets are none, or lie about their own length anywhere.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out DnsResponse? response)
    {
        response = null;
        DnsReader reader = new(source, 0);
        bool head = reader.TryUInt16(out ushort id) & reader.TryUInt16(out ushort flags) & reader.TryUInt16(out ushort questions)
            & reader.TryUInt16(out ushort answers) & reader.TryUInt16(out ushort authorities) & reader.TryUInt16(out _);
        if (!head || (flags & ResponseBit) == 0 || questions != 1 || answers + authorities > MaxRecords
            || !reader.TryName(out string name) || !reader.TryUInt16(out ushort type) || !reader.TryUInt16(out _))
        {
            return false;
        }

        List<DnsRecord> found = [];
        List<DnsRecord> authority = [];
        bool truncated = (flags & TruncatedBit) != 0;
        bool whole = TryReadRecords(source, ref reader, answers, found) && TryReadRecords(source, ref reader, authorities, authority);
        if (!whole && !truncated)
        {
            return false;
        }

        response = new DnsResponse(id, new DnsQuestion(name, (DnsRecordType)type), (DnsResponseCode)(flags & 0xF), truncated, found, authority);
        return true;
    }

    private static bool TryReadRecords(ReadOnlySpan<byte> source, ref DnsReader reader, int count, List<DnsRecord> records)
    {
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryName(out string name) || !reader.TryUInt16(out ushort type) || !reader.TryUInt16(out ushort @class)
                || !reader.TryUInt32(out uint seconds) || !reader.TryUInt16(out ushort length))
            {
                return false;
            }

            int start = reader.Position;
            if (!reader.TrySkip(length))
            {
                return false;
            }

            if (@class != Internet)
            {
                continue;
            }

            // Names within the data may point back into the message, but the data itself ends where it says
            DnsReader data = new(source[..(start + length)], start);
            TimeSpan timeToLive = TimeSpan.FromSeconds(seconds > LongestTimeToLive ? 0 : seconds); // RFC 2181 §8
            if (!TryReadData(ref data, (DnsRecordType)type, (name, timeToLive), length, out DnsRecord? record))
            {
                return false;
            }

            if (record is not null)
            {
                records.Add(record);
            }
        }

        return true;
    }

    private static bool TryReadData(ref DnsReader data, DnsRecordType type, (string Name, TimeSpan TimeToLive) head, int length, out DnsRecord? record)
    {
        record = null;
        switch (type)
        {
            case DnsRecordType.A or DnsRecordType.Aaaa:
                if (length != (type is DnsRecordType.A ? 4 : 16) || !data.TryBytes(length, out ReadOnlySpan<byte> address))
                {
                    return false;
                }

                record = new DnsRecord.Address(head.Name, head.TimeToLive, new IPAddress(address));
                return true;
            case DnsRecordType.Cname:
                bool named = data.TryName(out string alias);
                record = new DnsRecord.Alias(head.Name, head.TimeToLive, alias);
                return named;
            case DnsRecordType.Soa:
                bool zone = data.TryName(out _) & data.TryName(out _) & data.TrySkip(16) & data.TryUInt32(out uint minimum);
                TimeSpan negative = TimeSpan.FromSeconds(Math.Min(minimum, LongestTimeToLive));
                record = new DnsRecord.Zone(head.Name, negative < head.TimeToLive ? negative : head.TimeToLive);
                return zone;
            case DnsRecordType.Srv:
                bool service = data.TryUInt16(out ushort priority) & data.TryUInt16(out ushort weight) & data.TryUInt16(out ushort port) & data.TryName(out string target);
                record = new DnsRecord.Service(head.Name, head.TimeToLive, priority, weight, port, target);
                return service;
            case DnsRecordType.Naptr:
                bool pointer = data.TryUInt16(out ushort order) & data.TryUInt16(out ushort preference) & data.TryText(out string flags)
                    & data.TryText(out string services) & data.TryText(out _) & data.TryName(out string replacement);
                record = new DnsRecord.Pointer(head.Name, head.TimeToLive, order, preference, flags, services, replacement);
                return pointer;
            default:
                return true;
        }
    }
}
