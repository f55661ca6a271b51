using Cmr.Protocols.Sip.Headers;

namespace Cmr.Tests.Protocols.Sip.Headers;

[TestClass]
public sealed class AddressHeaderTests
{
    [TestMethod]
    [DataRow("\"A. G. Bell\" <sip:agb@bell.example> ;tag=a48s", "A. G. Bell", "sip:agb@bell.example", "a48s")]
    [DataRow("Anonymous <sip:c8oqz84zk7z@privacy.org>;tag=hyh8", "Anonymous", "sip:c8oqz84zk7z@privacy.org", "hyh8")]
    [DataRow("sip:+12125551212@server.phone2net.com;tag=887s", "", "sip:+12125551212@server.phone2net.com", "887s")]
    [DataRow("caller<sip:caller@example.com>;TAG=323", "caller", "sip:caller@example.com", "323")]
    [DataRow("\"<>,;\\\"\" <sip:a@b;tag=inside>;tag=outside", "<>,;\\\"", "sip:a@b;tag=inside", "outside")]
    [DataRow("<tel:+49;ext=1>", "", "tel:+49;ext=1", "")]
    [DataRow("\"\" <sip:a@b>", "", "sip:a@b", "")]
    [DataRow("Two Words\t<sip:a@b>;x;tag = 1", "Two Words", "sip:a@b", "1")]
    [DataRow("\\\"arik\\\" <sip:a@b>;tag=1", "\\\"arik\\\"", "sip:a@b", "1")]
    [DataRow("http://www.example.com;tag=3", "", "http://www.example.com", "3")]
    public void Display_name_URI_and_tag_are_found(string text, string name, string uri, string tag)
    {
        Assert.IsTrue(AddressHeader.TryRead(text, out AddressHeader value));
        Assert.AreEqual((name, uri, tag), (value.DisplayName.ToString(), value.Uri.ToString(), value.Tag.ToString()));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<>")]
    [DataRow("<sip:a@b")]
    [DataRow("< sip:a@b>")]
    [DataRow("\"open <sip:a@b>")]
    [DataRow("Bell, Alexander <sip:a@b>;tag=1")]
    [DataRow("sip:a@b?x=y")]
    [DataRow("<sip:a@b>;;x")]
    [DataRow("<sip:a@b> trailing")]
    [DataRow("\"quoted\" sip:a@b")]
    [DataRow("a@b")]
    public void What_is_no_address_is_refused(string text) => Assert.IsFalse(AddressHeader.TryRead(text, out _));

    [TestMethod]
    [DataRow("*", true)]
    [DataRow("<sip:a@b>;expires=4294967295", true)]
    [DataRow("<sip:a@b>;expires=4294967296", false)]
    [DataRow("<sip:a@b>;expires=never", true)]
    public void Contact_may_be_a_star_and_its_expires_must_fit(string text, bool valid) =>
        Assert.AreEqual(valid, AddressHeader.TryReadContact(text, out _));
}
