using Cmr.Protocols.Text;

namespace Cmr.Tests.Protocols.Text;

[TestClass]
public sealed class TextLexerTests
{
    [TestMethod]
    public void A_production_that_fails_consumes_nothing()
    {
        TextLexer lexer = new("  ;x");
        Assert.IsFalse(lexer.TrySkip((byte)';'));
        Assert.IsFalse(lexer.TrySkipSeparator((byte)','));
        Assert.IsFalse(lexer.TryToken(out _));
        Assert.IsFalse(lexer.TryNumber(9, out _));
        Assert.IsFalse(lexer.TryQuotedString(out _));
        Assert.IsFalse(lexer.TryTakeUntil((byte)'>', out _));
        Assert.AreEqual(0, lexer.Position);
        Assert.IsTrue(lexer.TrySkipSeparator((byte)';'));
        Assert.IsTrue(lexer.TryToken(out Utf8Text token) && token.Equals("x"u8) && lexer.AtEnd);
        Assert.IsFalse(lexer.TrySkip(0), "the end is no NUL octet");
    }

    [TestMethod]
    [DataRow("\"\"", "")]
    [DataRow("\"a\\\"b\"", "a\\\"b")]
    [DataRow("\"a\\\\\"x", "a\\\\")]
    [DataRow("\"open", null)]
    [DataRow("\"open\\\"", null)]
    [DataRow("none", null)]
    public void A_quoted_string_ends_at_its_own_quote(string text, string? inner)
    {
        TextLexer lexer = new(text);
        Assert.AreEqual(inner, lexer.TryQuotedString(out Utf8Text found) ? found.ToString() : null);
    }

    [TestMethod]
    [DataRow("255", 255u, true)]
    [DataRow("0000000000000000000000255", 255u, true)]
    [DataRow("256", 255u, false)]
    [DataRow("99999999999999999999999999", uint.MaxValue, false)]
    [DataRow("", 1u, false)]
    public void A_number_above_its_maximum_is_refused(string text, uint maximum, bool valid)
    {
        TextLexer lexer = new(text);
        Assert.AreEqual(valid, lexer.TryNumber(maximum, out _));
    }

    [TestMethod]
    public void Text_compares_octet_by_octet_or_without_case()
    {
        Utf8Text text = new([0x41, 0xFF, 0x62], 0, 3);
        Assert.IsTrue(text.EqualsIgnoreCase(new Utf8Text([0x41, 0xFF, 0x62])), "octets that are no ASCII compare as they are");
        Assert.AreEqual((Utf8Text)"abc", ((Utf8Text)"xabcx").Slice(1, 3));
        Assert.AreEqual(((Utf8Text)"abc").GetHashCode(), ((Utf8Text)"xabc").Slice(1).GetHashCode());
        Assert.AreEqual(default, ((Utf8Text)" \r\n\t ").Trim());
        Assert.HasCount(2, ((Utf8Text)" a  b ").Words());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ((Utf8Text)"abc").Slice(2, 2));
    }
}
