using Cmr.Protocols.Rtp.Packets;

namespace Cmr.Tests.Protocols.Rtp;

[TestClass]
public sealed class RtpPacketTests
{
    private const int Seed = 20261121;

    [TestMethod]
    public void A_header_is_laid_out_as_the_bit_diagram_shows()
    {
        byte[] octets = new byte[RtpHeader.Length];

        new RtpHeader(8, Marker: true, 0x1234, 0x89ABCDEF, 0xCAFEBABE).Write(octets);

        Assert.AreEqual("808812348" + "9ABCDEFCAFEBABE", Convert.ToHexString(octets));
    }

    [TestMethod]
    public void What_is_written_reads_back()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 2_000; round++)
        {
            // Payload types 64 to 95 with a marker look like RTCP (RFC 5761 §4) and are not used
            var header = new RtpHeader((byte)random.Next(0, 64), random.Next(2) == 0, (ushort)random.Next(65536), (uint)random.NextInt64(1L << 32), (uint)random.NextInt64(1L << 32));
            byte[] octets = new byte[RtpHeader.Length + random.Next(0, 200)];
            random.NextBytes(octets);
            header.Write(octets);

            Assert.IsTrue(RtpPacket.TryRead(octets, out RtpPacket packet, out RtpRejection rejection), $"{rejection}, seed {Seed}, round {round}");
            Assert.AreEqual(header, packet.Header);
            Assert.IsTrue(packet.Payload.SequenceEqual(octets.AsSpan(RtpHeader.Length)));
        }
    }

    [TestMethod]
    public void Contributors_extension_and_padding_are_taken_off_the_payload()
    {
        byte[] octets = Convert.FromHexString(
            "B2" + "00" + "0001" + "00000002" + "00000003" // P, X, CC=2
            + "AAAAAAAA" + "BBBBBBBB"
            + "BEDE0001" + "11223344"
            + "0102030405" + "000003");

        Assert.IsTrue(RtpPacket.TryRead(octets, out RtpPacket packet, out _));
        Assert.AreEqual(8, packet.Contributors.Length);
        Assert.AreEqual("BEDE000111223344", Convert.ToHexString(packet.Extension));
        Assert.AreEqual("0102030405", Convert.ToHexString(packet.Payload));
        Assert.AreEqual(3, packet.Padding);
    }

    [TestMethod]
    [DataRow("", RtpRejection.TooShort)]
    [DataRow("8000000000000000000000", RtpRejection.TooShort)]
    [DataRow("400000000000000000000000", RtpRejection.BadVersion)]
    [DataRow("80C800060000000000000000", RtpRejection.Rtcp)]
    [DataRow("810000000000000000000000", RtpRejection.BadContributors)]
    [DataRow("8F00000000000000000000000000000000", RtpRejection.BadContributors)]
    [DataRow("900000000000000000000000", RtpRejection.BadExtension)]
    [DataRow("900000000000000000000000BEDE0001", RtpRejection.BadExtension)]
    [DataRow("900000000000000000000000BEDEFFFF00000000", RtpRejection.BadExtension)]
    [DataRow("A00000000000000000000000", RtpRejection.BadPadding)]
    [DataRow("A0000000000000000000000000", RtpRejection.BadPadding)]
    [DataRow("A00000000000000000000000010203FF", RtpRejection.BadPadding)]
    public void A_datagram_that_is_no_packet_is_rejected_with_the_reason(string hex, RtpRejection expected)
    {
        Assert.IsFalse(RtpPacket.TryRead(Convert.FromHexString(hex), out _, out RtpRejection rejection));
        Assert.AreEqual(expected, rejection);
    }

    [TestMethod]
    public void Random_octets_never_throw_and_never_give_more_than_they_have()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 100_000; round++)
        {
            byte[] octets = new byte[random.Next(0, 64)];
            random.NextBytes(octets);
            if (octets.Length > 0 && random.Next(2) == 0)
            {
                octets[0] = (byte)(0x80 | (octets[0] & 0x3F));
            }

            if (RtpPacket.TryRead(octets, out RtpPacket packet, out _))
            {
                Assert.AreEqual(octets.Length, RtpHeader.Length + packet.Contributors.Length + packet.Extension.Length + packet.Payload.Length + packet.Padding, $"seed {Seed}, round {round}");
            }
        }
    }
}
