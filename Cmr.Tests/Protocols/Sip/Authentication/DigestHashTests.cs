using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Sip.Authentication;

/// <summary>The examples of the specifications.</summary>
[TestClass]
public sealed class DigestHashTests
{
    private const string Body = "v=0\r\no=bob 2890844526 2890844526 IN IP4 media.biloxi.com\r\ns=-\r\nc=IN IP4 media.biloxi.com\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\nm=video 51372 RTP/AVP 31\r\na=rtpmap:31 H261/90000\r\nm=video 53000 RTP/AVP 32\r\na=rtpmap:32 MPV/90000\r\n";

    [TestMethod]
    // RFC 7616 §3.9.1
    [DataRow(DigestAlgorithm.Md5, "Mufasa", "http-auth@example.org", "Circle of Life", "GET", "/dir/index.html", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "auth", "", "8ca523f5e9506fed4657c9700eebdbec")]
    [DataRow(DigestAlgorithm.Sha256, "Mufasa", "http-auth@example.org", "Circle of Life", "GET", "/dir/index.html", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "auth", "", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    // RFC 2617 §3.5
    [DataRow(DigestAlgorithm.Md5, "Mufasa", "testrealm@host.com", "Circle Of Life", "GET", "/dir/index.html", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "0a4f113b", "auth", "", "6629fae49393a05397450978507c4ef1")]
    // SIP examples of the IETF's SIP working group
    [DataRow(DigestAlgorithm.Md5, "bob", "biloxi.com", "zanzibar", "INVITE", "sip:bob@biloxi.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "0a4f113b", "auth", "", "89eb0059246c02b2f6ee02c7961d5ea3")]
    [DataRow(DigestAlgorithm.Md5, "bob", "biloxi.com", "zanzibar", "INVITE", "sip:bob@biloxi.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "0a4f113b", "auth-int", Body, "bdbeebb2da6adb6bca02599c2239e192")]
    public void The_examples_come_out_as_printed(DigestAlgorithm algorithm, string user, string realm, string password, string method, string uri, string nonce, string cnonce, string qop, string body, string response)
    {
        AuthenticationHeader.TryRead($"Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", qop={qop}, nc=00000001, cnonce=\"{cnonce}\", response=\"{response}\"", out AuthenticationHeader header);
        Assert.IsTrue(DigestCredentials.TryRead(header, out DigestCredentials credentials));
        string secret = DigestHash.UserSecret(algorithm, user, realm, password);
        Assert.AreEqual(response, DigestHash.Response(algorithm, secret, method, body, credentials).ToString());
    }

    [TestMethod]
    [DataRow("", DigestAlgorithm.Md5, true)]
    [DataRow("md5", DigestAlgorithm.Md5, true)]
    [DataRow("sha-256", DigestAlgorithm.Sha256, true)]
    [DataRow("MD5-sess", DigestAlgorithm.Md5, false)]
    [DataRow("SHA-256-sess", DigestAlgorithm.Md5, false)]
    [DataRow("AKAv1-MD5", DigestAlgorithm.Md5, false)]
    public void Algorithms_are_known_by_token(string token, DigestAlgorithm algorithm, bool known)
    {
        Assert.AreEqual(known, DigestHash.TryReadToken(Utf8Text.Of(token), out DigestAlgorithm read));
        if (known) Assert.AreEqual(algorithm, read);
    }

    [TestMethod]
    [DataRow("alice home.example MD5:0123456789abcdef0123456789abcdef", true)]
    [DataRow("alice\thome.example  MD5:0123456789abcdef0123456789abcdef tel:+491 sip:alice@home.example", true)]
    [DataRow("alice home.example MD5:0123456789ABCDEF0123456789abcdef", false)]
    [DataRow("alice home.example MD5:0123", false)]
    [DataRow("alice home.example tel:+491", false)]
    [DataRow("alice home.example MD5:0123456789abcdef0123456789abcdef MD5:0123456789abcdef0123456789abcdef", false)]
    [DataRow("alice home.example MD5:0123456789abcdef0123456789abcdef https://x.example", false)]
    [DataRow("al\"ice home.example MD5:0123456789abcdef0123456789abcdef", false)]
    [DataRow("alice", false)]
    public void A_line_of_the_file_is_a_user_or_it_is_not(string line, bool valid) => Assert.AreEqual(valid, DigestUser.TryRead(line, out _));

    [TestMethod]
    public void A_user_is_written_as_it_is_read_and_the_password_is_not_in_it()
    {
        DigestUser user = DigestUser.Of("alice", "home.example", "opensesame", []);
        Assert.IsTrue(DigestUser.TryRead(user.ToString(), out DigestUser? again));
        Assert.AreEqual(user.ToString(), again!.ToString());
        Assert.AreEqual("sip:alice@home.example", again.Identities.Single().ToString());
        Assert.DoesNotContain("opensesame", user.ToString());
    }
}
