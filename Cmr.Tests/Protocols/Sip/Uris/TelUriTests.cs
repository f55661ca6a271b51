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

    [TestMethod]
    public void Separators_order_and_case_of_parameters_do_not_matter()
    {
        Assert.IsTrue(Uri("tel:+1-201-555-0123;ext=1;ISUB=a").IsEquivalentTo(Uri("tel:+12015550123;isub=A;ext=1")));
        Assert.IsTrue(Uri("tel:7042;phone-context=+1-914").IsEquivalentTo(Uri("tel:70-42;PHONE-CONTEXT=+1(914)")));
        Assert.IsTrue(Uri("tel:7042;phone-context=Example.com").IsEquivalentTo(Uri("tel:7042;phone-context=example.COM")));
        Assert.IsTrue(Uri("tel:+12015550123;ext=1-2").IsEquivalentTo(Uri("tel:+12015550123;ext=12")));
        Assert.IsFalse(Uri("tel:7042;phone-context=a-b.example").IsEquivalentTo(Uri("tel:7042;phone-context=ab.example")));
        Assert.IsFalse(Uri("tel:+12015550123").IsEquivalentTo(Uri("tel:12015550123")));
        Assert.IsFalse(Uri("tel:+12015550123;ext=1").IsEquivalentTo(Uri("tel:+12015550123")));
    }

    private static TelUri Uri(string text) => TelUri.TryRead(text, out TelUri uri) ? uri : throw new FormatException(text);
}
