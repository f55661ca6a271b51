using System.Buffers.Binary;
using System.Net;
using System.Text;
using Cmr.Protocols.Dns;

namespace Cmr.Tests.Sip.Transport.Dns;

/// <summary>Writes responses of name servers, for tests.</summary>
internal sealed class DnsAnswer
{
    private readonly List<byte> _octets = [];
    private readonly List<byte> _records = [];
    private int _answers;
    private int _authorities;

    public DnsAnswer Add(string name, DnsRecordType type, int ttl, params byte[] data)
    {
        _answers++;
        Put(_records, name, type, ttl, data);
        return this;
    }

    public DnsAnswer A(string name, string address, int ttl = 60) => Add(name, DnsRecordType.A, ttl, IPAddress.Parse(address).GetAddressBytes());

    public DnsAnswer Cname(string name, string target) => Add(name, DnsRecordType.Cname, 60, Name(target));

    public DnsAnswer Srv(string name, int priority, int weight, int port, string target, int ttl = 60) =>
        Add(name, DnsRecordType.Srv, ttl, [.. Two(priority), .. Two(weight), .. Two(port), .. Name(target)]);

    public DnsAnswer Naptr(string name, int order, int preference, string flags, string service, string replacement) =>
        Add(name, DnsRecordType.Naptr, 60, [.. Two(order), .. Two(preference), .. Text(flags), .. Text(service), .. Text(""), .. Name(replacement)]);

    public DnsAnswer Soa(string zone, int minimum)
    {
        _authorities++;
        Put(_records, zone, DnsRecordType.Soa, 3600, [.. Name("ns"), .. Name("admin"), .. new byte[16], 0, 0, .. Two(minimum)]);
        return this;
    }

    public byte[] ToBytes(ushort id, DnsQuestion question, DnsResponseCode code = DnsResponseCode.NoError, bool truncated = false)
    {
        _octets.Clear();
        _octets.AddRange([.. Two(id), (byte)(truncated ? 0x83 : 0x81), (byte)(0x80 | (int)code), 0, 1, .. Two(truncated ? 0 : _answers), .. Two(truncated ? 0 : _authorities), 0, 0]);
        _octets.AddRange([.. Name(question.Name), .. Two((int)question.Type), 0, 1]);
        if (!truncated) _octets.AddRange(_records);
        return [.. _octets];
    }

    public static byte[] Name(string name) => [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Text(label)), 0];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Two(int number)
    {
        byte[] octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)number);
        return octets;
    }

    private static void Put(List<byte> records, string name, DnsRecordType type, int ttl, byte[] data) =>
        records.AddRange([.. Name(name), .. Two((int)type), 0, 1, 0, 0, .. Two(ttl), .. Two(data.Length), .. data]);
}
