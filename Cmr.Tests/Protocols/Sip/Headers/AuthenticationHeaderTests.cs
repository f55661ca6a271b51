using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Headers;

/// <summary>Challenges and credentials of a digest, RFC 3261 §22, RFC 7616, RFC 8760.</summary>
[TestClass]
public sealed class AuthenticationHeaderTests
{
    [TestMethod]
    public void Credentials_are_taken_apart()
    {
        AuthenticationHeader value = Read("Digest username=\"bo\\\"b\",realm=\"biloxi.com\" , nonce=\"dcd9=\", uri=\"sip:bob@biloxi.com\",\r\n qop=auth, nc=0000001F, cnonce=\"0a4f\", response=\"6629\", opaque=\"5ccc\", algorithm=SHA-256, userhash=true");
        Assert.AreEqual(("bo\"b", "biloxi.com", "dcd9=", "sip:bob@biloxi.com"), (value.Username.ToString(), value.Realm.ToString(), value.Nonce.ToString(), value.DigestUri.ToString()));
        Assert.AreEqual(("auth", 31u, "0a4f", "6629"), (value.Qop.ToString(), value.NonceCount!.Value, value.ClientNonce.ToString(), value.Response.ToString()));
        Assert.AreEqual(("5ccc", "SHA-256", true), (value.Opaque.ToString(), value.Algorithm.ToString(), value.IsUserHash));
    }

    [TestMethod]
    public void A_challenge_offers_a_list_of_qop()
    {
        AuthenticationHeader value = Read("digest realm=\"a,b\", nonce=\"1\", qop=\"auth-int , AUTH\", stale=TRUE");
        Assert.IsTrue(value.IsDigest && value.IsStale && value.OffersQop("auth"u8) && value.OffersQop("auth-int"u8));
        Assert.IsFalse(value.OffersQop("auth-conf"u8) || Read("Digest realm=\"a\"").OffersQop("auth"u8));
    }

    [TestMethod]
    [DataRow("1")]
    [DataRow("000000001")]
    [DataRow("0000000g")]
    [DataRow("-0000001")]
    [DataRow("       1")]
    public void A_nonce_count_is_eight_hexadecimal_digits(string count) => Assert.IsNull(Read($"Digest nc=\"{count}\"").NonceCount);

    [TestMethod]
    public void A_parameter_that_comes_twice_counts_as_absent() =>
        Assert.IsTrue(Read("Digest username=\"a\", realm=\"r\", USERNAME=\"b\"").Username.IsEmpty);

    [TestMethod]
    public void All_rows_are_walked_and_broken_ones_passed_over()
    {
        SipRequest request = An.Request(SipMethod.Register).Received()
            .Add(HeaderId.Authorization, "Digest realm=\"one\"").Add(HeaderId.Authorization, "Digest realm").Add(HeaderId.Authorization, "Digest realm=\"two\"").Build();
        CollectionAssert.AreEqual(new[] { "one", "two" }, request.Authorizations.Select(credentials => credentials.Realm.ToString()).ToArray());
        Assert.IsFalse(request.ProxyAuthorizations.Any() || request.WwwChallenges.Any() || request.ProxyChallenges.Any());
    }

    private static AuthenticationHeader Read(string text) => AuthenticationHeader.TryRead(text, out AuthenticationHeader value) ? value : throw new FormatException(text);
}
