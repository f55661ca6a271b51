using Cmr.Domain.Parties;
using Cmr.Tests.Support;
using FsCheck;

namespace Cmr.Tests.Domain.Parties;

[TestClass]
public sealed class PartyIdentityTests
{
    private static readonly NumberingPlan Germany = new();
    private static readonly NumberingPlan America = new() { HomeCountryCode = "1", InternationalPrefix = "011", NationalPrefix = "" };

    [TestMethod]
    [DataRow("+4915112345678", "+4915112345678")]
    [DataRow("4915112345678", "+4915112345678")]
    [DataRow("015112345678", "+4915112345678")]
    [DataRow("004915112345678", "+4915112345678")]
    [DataRow("+49 (151) 123-456.78", "+4915112345678")]
    [DataRow("tel:+49-151-12345678", "+4915112345678")]
    [DataRow("TEL:+4915112345678;ext=5", "+4915112345678")]
    [DataRow("tel:0151-12345678", "+4915112345678")]
    [DataRow("tel:15112345678;phone-context=+49", "+4915112345678")]
    [DataRow("tel:7042;phone-context=example.com", "7042")]
    [DataRow("sip:+4915112345678@ims.example;user=phone", "+4915112345678")]
    [DataRow("sip:015112345678@10.0.0.1:5060;transport=udp", "+4915112345678")]
    [DataRow("sips:4915112345678:secret@Example.COM", "+4915112345678")]
    [DataRow("sip:+49151%31%32345678@example.com", "+4915112345678")]
    [DataRow("sip:+4915112345678;npdi@example.com", "+4915112345678")]
    [DataRow("sip:1001@pbx.example", "1001")]
    [DataRow("110", "110")]
    [DataRow("sip:Alice@Example.COM:5070;lr?x=1", "Alice@example.com")]
    [DataRow("alice@example.com", "alice@example.com")]
    [DataRow("sip:bob@[2001:db8::1]:5060", "bob@[2001:db8::1]")]
    [DataRow("sip:12345678901234567890@example.com", "12345678901234567890@example.com")]
    [DataRow("sip:example.com", "example.com")]
    [DataRow("  4915112345678 ", "+4915112345678")]
    public void A_spelling_is_brought_to_its_normal_form(string text, string expected)
    {
        Assert.IsTrue(PartyIdentity.TryParse(text, Germany, out PartyIdentity identity));
        Assert.AreEqual(expected, identity.Value);
    }

    [TestMethod]
    [DataRow("12125551234", "+12125551234")]
    [DataRow("2125551234", "+12125551234")]
    [DataRow("+12125551234", "+12125551234")]
    [DataRow("0114915112345678", "+4915112345678")]
    public void A_plan_without_national_prefix_knows_its_own_numbers(string text, string expected)
    {
        Assert.IsTrue(PartyIdentity.TryParse(text, America, out PartyIdentity identity));
        Assert.AreEqual(expected, identity.Value);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("tel:")]
    [DataRow("tel:alice")]
    [DataRow("sip:")]
    [DataRow("sip:@example.com")]
    [DataRow("sip:alice@")]
    [DataRow("sip:al ice@example.com")]
    [DataRow("sip:al%0Aice@example.com")]
    [DataRow("sip:a@b@c")]
    [DataRow("<sip:alice@example.com>")]
    [DataRow("+")]
    [DataRow("+1234567890123456")]
    [DataRow("49151*")]
    [DataRow("sip:10.0.0.1")]
    [DataRow("sip:a%2541@example.com")]
    [DataRow("sip:a%3Ab@example.com")]
    public void What_is_no_identity_is_refused(string? text) => Assert.IsFalse(PartyIdentity.TryParse(text, Germany, out _));

    [TestMethod]
    public void A_text_longer_than_the_limit_is_refused() =>
        Assert.IsFalse(PartyIdentity.TryParse(new string('a', PartyIdentity.MaximumLength + 1), Germany, out _));

    [TestMethod]
    public void No_text_makes_the_reader_throw_and_every_result_is_stable() =>
        Prop.ForAll<string>(IsStable).CheckSeeded(1_000);

    [TestMethod]
    public void No_text_of_the_characters_that_mean_something_makes_an_identity_that_reads_back_as_another()
    {
        string[] pieces = ["0", "49", "+", ";", ":", "@", "%", "%40", "%25", "%3A", ".", "-", "[", "]", "::1", "?", "(", "tel:", "sip:", "SIPS:", "a", "example", ";ext=", "phone-context=+", " "];
        Gen<string> text = Gen.ArrayOf(Gen.Elements(pieces)).Select(string.Concat);
        Prop.ForAll(Arb.From(text), IsStable).CheckSeeded(20_000);
    }

    [TestMethod]
    public void Logs_do_not_show_a_whole_number()
    {
        Assert.IsTrue(PartyIdentity.TryParse("+4915112345678", Germany, out PartyIdentity identity));
        Assert.DoesNotContain("12345", identity.Shortened());
        Assert.DoesNotContain("1001", PartyIdentity.FromNormalized("1001").Shortened());
    }

    private static bool IsStable(string text) => !PartyIdentity.TryParse(text, Germany, out PartyIdentity once)
        || (PartyIdentity.TryParse(once.Value, Germany, out PartyIdentity twice) && twice == once);
}
