using Cmr.Protocols.Dns;
using Cmr.Tests.Sip.Transport.Dns;

namespace Cmr.Tests.Protocols.Dns;

[TestClass]
public sealed class DnsResponseTests
{
    private static readonly DnsQuestion Question = new("b.example", DnsRecordType.Srv);

    [TestMethod]
    public void Every_kind_of_record_is_read()
    {
        DnsResponse response = Read(new DnsAnswer().A("a.example", "192.0.2.1").Cname("b.example", "c.example").Srv("b.example", 1, 2, 3, "d.example")
            .Naptr("b.example", 4, 5, "s", "SIP+D2U", "e.example").Add("b.example", (DnsRecordType)16, 9, 1, 2, 3).Soa("example", 7))!;
        TimeSpan minute = TimeSpan.FromMinutes(1);
        CollectionAssert.AreEqual((DnsRecord[])
        [
            new DnsRecord.Address("a.example", minute, System.Net.IPAddress.Parse("192.0.2.1")),
            new DnsRecord.Alias("b.example", minute, "c.example"),
            new DnsRecord.Service("b.example", minute, 1, 2, 3, "d.example"),
            new DnsRecord.Pointer("b.example", minute, 4, 5, "s", "SIP+D2U", "e.example"),
        ], response.Answers.ToArray());
        Assert.AreEqual(new DnsRecord.Zone("example", TimeSpan.FromSeconds(7)), response.Authority.Single());
        Assert.AreEqual(Question, response.Question);
    }

    [TestMethod]
    public void Compressed_names_are_read_and_pointers_that_go_round_or_forward_are_not()
    {
        byte[] good = new DnsAnswer().Add("x", DnsRecordType.Cname, 60, 0xC0, 12).ToBytes(1, Question);
        Assert.IsTrue(DnsResponse.TryRead(good, out DnsResponse? response));
        Assert.AreEqual("b.example", ((DnsRecord.Alias)response!.Answers[0]).Target);
        foreach (int target in (int[])[good.Length - 2, good.Length - 1, good.Length, 0x3FFF])
        {
            byte[] bad = [.. good[..^2], (byte)(0xC0 | (target >> 8)), (byte)target];
            Assert.IsFalse(DnsResponse.TryRead(bad, out _), $"pointer to {target}");
        }
    }

    [TestMethod]
    public void Cut_or_changed_anywhere_it_is_read_or_refused_and_nothing_else()
    {
        byte[] whole = new DnsAnswer().Srv("b.example", 1, 2, 3, "d.example").Naptr("b.example", 4, 5, "s", "SIP+D2U", "e.example").Soa("example", 7).ToBytes(1, Question);
        for (int length = 0; length < whole.Length; length++) Assert.IsFalse(DnsResponse.TryRead(whole.AsSpan(0, length), out _), $"cut at {length}");
        Random random = new(20_261_121);
        for (int i = 0; i < 200_000; i++)
        {
            byte[] changed = [.. whole];
            for (int times = random.Next(1, 6); times > 0; times--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            DnsResponse.TryRead(changed.AsSpan(0, random.Next(changed.Length + 1)), out _);
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a..b")]
    [DataRow("zürich.example")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public void A_name_that_cannot_be_asked_for_is_no_query(string name) => Assert.IsNull(new DnsQuestion(name, DnsRecordType.A).TryWrite(1));

    private static DnsResponse? Read(DnsAnswer answer)
    {
        DnsResponse.TryRead(answer.ToBytes(1, Question), out DnsResponse? response);
        return response;
    }
}
