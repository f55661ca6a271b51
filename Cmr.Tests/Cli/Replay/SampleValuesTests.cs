using System.Security.Cryptography;
using System.Text;
using Cmr.Cli.Instance;
using Cmr.Cli.Replay;

namespace Cmr.Tests.Cli.Replay;

[TestClass]
public sealed class SampleValuesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 20, 0, 0, TimeSpan.FromHours(8));

    [TestMethod]
    public void Placeholders_are_replaced_and_escaped_where_they_stand_in_XML()
    {
        var values = new SampleValues(new OperatorCredentials("sp", "a<b&\"c"), Noon);
        Assert.AreEqual("sp a&lt;b&amp;&quot;c 2026-11-21T12:00:00Z", values.Fill("{{operator.principalId}} {{ operator.secret }} {{now}}", escape: true, out _));
        Assert.AreEqual("a<b&\"c 2026-12-21T12:00:00Z", values.Fill("{{operator.secret}} {{now+P30D}}", escape: false, out _));
    }

    [TestMethod]
    public void A_placeholder_without_a_value_is_named()
    {
        Assert.IsNull(new SampleValues(null, Noon).Fill("{{now}} {{groupId}} {{other}}", escape: true, out string? missing));
        Assert.AreEqual("groupId", missing);
    }

    [TestMethod]
    public void A_digest_goes_with_the_nonce_and_time_of_its_step()
    {
        var values = new SampleValues(new OperatorCredentials("sp", "s3cret"), Noon);
        values.BeginStep(Noon.AddSeconds(5));
        string nonce = values.Find("nonce")!, created = values.Find("created")!; // every step has both
        Assert.AreEqual("2026-11-21T12:00:05Z", created);
#pragma warning disable CA5350 // UsernameToken profile 1.0 prescribes SHA-1
        string digest = Convert.ToBase64String(SHA1.HashData([.. Convert.FromBase64String(nonce), .. Encoding.UTF8.GetBytes(created + "s3cret")]));
#pragma warning restore CA5350
        Assert.AreEqual(digest, values.Find("digest operator.secret"));
        Assert.AreEqual(digest, values.Find("digest 's3cret'"));
        values.BeginStep(Noon);
        Assert.AreNotEqual(nonce, values.Find("nonce"), "a nonce is used once");
    }
}
