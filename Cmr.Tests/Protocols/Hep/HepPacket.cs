using System.Net;
using System.Text;

namespace Cmr.Tests.Protocols.Hep;

/// <summary>Reads HEP3 after the specification, without a look at the writer: strict about every length.</summary>
internal sealed class HepPacket
{
    private readonly Dictionary<int, byte[]> _chunks = [];

    public HepPacket(byte[] packet)
    {
        Assert.AreEqual("HEP3", Encoding.ASCII.GetString(packet, 0, 4));
        Assert.AreEqual(packet.Length, packet[4] << 8 | packet[5], "total length");
        int at = 6;
        while (at < packet.Length)
        {
            Assert.AreEqual(0, packet[at] << 8 | packet[at + 1], "vendor");
            int type = packet[at + 2] << 8 | packet[at + 3];
            int length = packet[at + 4] << 8 | packet[at + 5];
            Assert.IsTrue(length >= 6 && at + length <= packet.Length, $"chunk {type} of {length}");
            Assert.IsTrue(_chunks.TryAdd(type, packet[(at + 6)..(at + length)]), $"chunk {type} twice");
            at += length;
        }
    }

    public IReadOnlyCollection<int> Types => _chunks.Keys;

    public IPEndPoint Source => new(new IPAddress(_chunks[IsIPv6 ? 5 : 3]), (int)Number(7, 2));

    public IPEndPoint Destination => new(new IPAddress(_chunks[IsIPv6 ? 6 : 4]), (int)Number(8, 2));

    public long Transport => Number(2, 1);

    public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddSeconds(Number(9, 4)).AddMicroseconds(Number(10, 4));

    public long ProtocolType => Number(11, 1);

    public long AgentId => Number(12, 4);

    public byte[] Payload => _chunks[15];

    private bool IsIPv6 => Number(1, 1) == 10;

    public string Text(int type) => Encoding.UTF8.GetString(_chunks[type]);

    private long Number(int type, int length)
    {
        Assert.HasCount(length, _chunks[type]);
        return _chunks[type].Aggregate(0L, (sum, octet) => sum << 8 | octet);
    }
}
