using Cmr.Protocols.Sip.Uris;

namespace Cmr.Tests.Protocols.Sip.Uris;

[TestClass]
public sealed class TelUriTests
{
    [TestMethod]
    [DataRow("tel:+1-201-555-0123", "+12015550123", "")]
    [DataRow("tel:7042;phone-context=example.com", "7042", "example.com")]
    [DataRow("tel:863-1234;phone-context=+1-914-555", "8631234", "+1-914-555")]
    [DataRow("TEL:*21#;phone-context=b", "*21#", "b")]
    public void Number_and_context_are_found(string text, string number, string context)
    {
        Assert.IsTrue(TelUri.TryRead(text, out TelUri uri));
        Assert.AreEqual(number, uri.NormalizedNumber());
        Assert.AreEqual(context, uri.PhoneContext.ToString());
        Assert.AreEqual(text.Contains('+', StringComparison.Ordinal) && text[4] == '+', uri.IsGlobal);
    }

    [TestMethod]
    [DataRow("tel:")]
    [DataRow("tel:+")]
    [DataRow("tel:+-.-")]
    [DataRow("tel:+49x")]
    [DataRow("tel:+49;;")]
    [DataRow("sip:+49")]
    public void What_is_no_telephone_URI_is_refused(string text) => Assert.IsFalse(TelUri.TryRead(text, out _));

    // RFC 3966 §4, rule by rule.
    [TestMethod]
    [DataRow("tel:+1-201-555-0123", "tel:+1(201)555.0123", true, DisplayName = "visual separators do not count")]
    [DataRow("TEL:+12015550123", "tel:+12015550123", true, DisplayName = "the scheme has no case")]
    [DataRow("tel:+12015550123", "tel:12015550123", false, DisplayName = "global is not local")]
    [DataRow("tel:+12015550123", "tel:+12015550124", false, DisplayName = "other digits")]
    [DataRow("tel:*A1#;phone-context=b", "tel:*a1#;phone-context=b", true, DisplayName = "letters of a local number have no case")]
    [DataRow("tel:+1-201-555-0123;ext=1;ISUB=a", "tel:+12015550123;isub=A;ext=1", true, DisplayName = "parameters in any order, without case")]
    [DataRow("tel:+12015550123;ext=1", "tel:+12015550123", false, DisplayName = "a parameter in one only")]
    [DataRow("tel:+12015550123;unknown=1", "tel:+12015550123", false, DisplayName = "an unknown parameter in one only")]
    [DataRow("tel:+12015550123;ext=1", "tel:+12015550123;ext=2", false, DisplayName = "another value")]
    [DataRow("tel:+12015550123;ext=1-2", "tel:+12015550123;ext=12", true, DisplayName = "separators in an extension do not count")]
    [DataRow("tel:7042;phone-context=+1-914", "tel:70-42;PHONE-CONTEXT=+1(914)", true, DisplayName = "nor in a global context")]
    [DataRow("tel:7042;phone-context=Example.com", "tel:7042;phone-context=example.COM", true, DisplayName = "a context of names has no case")]
    [DataRow("tel:7042;phone-context=a-b.example", "tel:7042;phone-context=ab.example", false, DisplayName = "a hyphen in a name counts")]
    [DataRow("tel:7042;phone-context=example.com", "tel:7042;phone-context=example.net", false, DisplayName = "another context")]
    [DataRow("tel:+1;x=%61", "tel:+1;x=a", true, DisplayName = "escaped letters are letters")]
    public void Two_telephone_URIs_are_the_same_or_not(string left, string right, bool same)
    {
        Assert.AreEqual(same, Uri(left).IsEquivalentTo(Uri(right)));
        Assert.AreEqual(same, Uri(right).IsEquivalentTo(Uri(left)));
    }

    private static TelUri Uri(string text) => TelUri.TryRead(text, out TelUri uri) ? uri : throw new FormatException(text);
}
