using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Sip.Uris;

[TestClass]
public sealed class SipUriTests
{
    [TestMethod]
    [DataRow("sip:alice@atlanta.com", "alice", "", "atlanta.com", null, "", "")]
    [DataRow("sip:alice:secretword@atlanta.com;transport=tcp", "alice", "secretword", "atlanta.com", null, ";transport=tcp", "")]
    [DataRow("sips:alice@atlanta.com?subject=project%20x&priority=urgent", "alice", "", "atlanta.com", null, "", "subject=project%20x&priority=urgent")]
    [DataRow("sip:+1-212-555-1212:1234@gateway.com;user=phone", "+1-212-555-1212", "1234", "gateway.com", null, ";user=phone", "")]
    [DataRow("SIP:alice;day=tuesday@atlanta.com:5070", "alice;day=tuesday", "", "atlanta.com", 5070, "", "")]
    [DataRow("sip:[2001:db8::1]:5060;lr", "", "", "[2001:db8::1]", 5060, ";lr", "")]
    [DataRow("sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com", "", "", "atlanta.com", null, ";method=REGISTER", "to=alice%40atlanta.com")]
    public void The_parts_of_a_URI_are_found(string text, string user, string password, string host, int? port, string parameters, string headers)
    {
        Assert.IsTrue(SipUri.TryRead(text, out SipUri uri));
        Assert.AreEqual((user, password, host, port, parameters, headers), (uri.User.ToString(), uri.Password.ToString(), uri.Host.ToString(), uri.Port, uri.Parameters.Raw.ToString(), uri.Headers.ToString()));
        Assert.AreEqual(text, uri.ToString());
    }

    [TestMethod]
    [DataRow("sip:")]
    [DataRow("sip:@host")]
    [DataRow("sip:a@")]
    [DataRow("sip:a@b@c")]
    [DataRow("sip:a@b:65536")]
    [DataRow("sip:a@b:")]
    [DataRow("sip:a@[::1")]
    [DataRow("sip:a@b;;lr")]
    [DataRow("sip:a@b;")]
    [DataRow("sip:a@b;x=")]
    [DataRow("sip:a@b?")]
    [DataRow("sip:a%2@b")]
    [DataRow("sip:a%zz@b")]
    [DataRow("sip:a b@c")]
    [DataRow("sip:a@b c")]
    [DataRow("sip:\"a\"@b")]
    [DataRow("tel:+49")]
    public void What_is_no_SIP_URI_is_refused(string text) => Assert.IsFalse(SipUri.TryRead(text, out _));

    // The examples of RFC 3261 §19.1.4.
    [TestMethod]
    [DataRow("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp")]
    [DataRow("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5")]
    [DataRow("sip:carol@chicago.com", "sip:carol@chicago.com;security=on")]
    [DataRow("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on")]
    [DataRow("sip:a@b;lr", "sip:a@b")]
    [DataRow("sip:a@b;comp=sigcomp;x=1", "sip:a@b;X=1")]
    [DataRow("SIP:a@b", "sip:a@B")]
    [DataRow("sip:a@[2001:db8::1]", "sip:a@[2001:0DB8:0:0::1]")]
    [DataRow("sip:a%3bb@c;x=%2f", "sip:a%3Bb@c;x=%2F")]
    [DataRow("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com", "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com")]
    [DataRow("sip:alice@atlanta.com?subject=project%20x&priority=urgent", "sip:alice@atlanta.com?priority=urgent&subject=project%20x")]
    public void These_are_equivalent(string left, string right)
    {
        Assert.IsTrue(Uri(left).IsEquivalentTo(Uri(right)));
        Assert.IsTrue(Uri(right).IsEquivalentTo(Uri(left)));
    }

    [TestMethod]
    [DataRow("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP")]
    [DataRow("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060")]
    [DataRow("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp")]
    [DataRow("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp")]
    [DataRow("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting")]
    [DataRow("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4")]
    [DataRow("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off")]
    [DataRow("sip:a@b", "sips:a@b")]
    [DataRow("sip:a%3Bb@c", "sip:a;b@c")]
    [DataRow("sip:a@[2001:db8::1]", "sip:a@[2001:db8::2]")]
    [DataRow("sip:a@[2001:db8::1]:5060", "sip:a@[2001:db8::1:5060]")]
    [DataRow("sip:a@[::ffff:192.0.2.4]", "sip:a@192.0.2.4")]
    [DataRow("sip:a@b;user=phone", "sip:a@b")]
    [DataRow("sip:a@b;ttl=15", "sip:a@b")]
    [DataRow("sip:a@b;method=INVITE", "sip:a@b")]
    [DataRow("sip:a@b;maddr=239.255.255.1", "sip:a@b")]
    [DataRow("sip:a@b?x=1&y=2", "sip:a@b?x=1")]
    [DataRow("sip:a:x@b", "sip:a:X@b")]
    [DataRow("sip:a@b", "sip:b")]
    public void These_are_not(string left, string right)
    {
        Assert.IsFalse(Uri(left).IsEquivalentTo(Uri(right)));
        Assert.IsFalse(Uri(right).IsEquivalentTo(Uri(left)));
    }

    [TestMethod]
    public void A_created_URI_escapes_its_user_part()
    {
        SipUri uri = SipUri.Create("a b@c%#", new HostPort("h.example", 5061), ";lr", secure: true);
        Assert.AreEqual("sips:a%20b%40c%25%23@h.example:5061;lr", uri.ToString());
        Assert.AreEqual((Utf8Text)"a b@c%#", PercentEncoding.Unescape(uri.User));
    }

    private static SipUri Uri(string text) => SipUri.TryRead(text, out SipUri uri) ? uri : throw new FormatException(text);
}
