using Cmr.Protocols.Rtp.Reports;

namespace Cmr.Tests.Protocols.Rtp;

[TestClass]
public sealed class RtcpTests
{
    [TestMethod]
    public void A_sender_report_is_laid_out_as_the_bit_diagram_shows()
    {
        byte[] octets = new byte[SenderReport.Length];

        new SenderReport(0xCAFEBABE, new NtpTimestamp(0x1122334455667788), 0x99AABBCC, 0x01020304, 0x05060708).Write(octets);

        Assert.AreEqual("80C80006CAFEBABE112233445566778899AABBCC0102030405060708", Convert.ToHexString(octets));
    }

    [TestMethod]
    public void A_goodbye_names_its_source()
    {
        byte[] octets = new byte[Goodbye.Length];

        new Goodbye(0xCAFEBABE).Write(octets);

        Assert.AreEqual("81CB0001CAFEBABE", Convert.ToHexString(octets));
    }

    [TestMethod]
    [DataRow("", "81CA0002CAFEBABE01000000")]
    [DataRow("a", "81CA0002CAFEBABE01016100")]
    [DataRow("ab", "81CA0003CAFEBABE0102616200000000", DisplayName = "a whole word of zero follows a full word: the list must end")]
    [DataRow("abcde", "81CA0003CAFEBABE0105616263646500")]
    public void A_source_description_ends_its_list_and_fills_the_word(string name, string expected)
    {
        var description = new SourceDescription(0xCAFEBABE, name);
        byte[] octets = new byte[description.Length];

        description.Write(octets);

        Assert.AreEqual(expected, Convert.ToHexString(octets));
    }

    [TestMethod]
    public void Ntp_time_counts_from_1900_with_a_binary_fraction()
    {
        Assert.AreEqual(2_208_988_800ul << 32, NtpTimestamp.From(DateTimeOffset.UnixEpoch).Value);
        Assert.AreEqual((2_208_988_801ul << 32) | 0x80000000, NtpTimestamp.From(DateTimeOffset.UnixEpoch.AddSeconds(1.5)).Value);
    }
}
