using System.Globalization;
using System.Xml;
using Cmr.Contracts.Reading;

namespace Cmr.Tests.Contracts;

[TestClass]
public sealed class LexicalFormTests
{
    [TestMethod]
    [DataRow("2026-11-21T09:00:00Z", "2026-11-21T09:00:00.0000000+00:00")]
    [DataRow("2026-11-21T09:00:00", "2026-11-21T09:00:00.0000000+00:00")]
    [DataRow("2026-11-21T09:00:00.1234567899+08:00", "2026-11-21T09:00:00.1234567+08:00")]
    [DataRow("2026-12-31T24:00:00Z", "2027-01-01T00:00:00.0000000+00:00")]
    [DataRow("2026-11-21T09:00:00-14:00", "2026-11-21T09:00:00.0000000-14:00")]
    public void A_date_and_time_is_read(string text, string expected)
    {
        Assert.IsTrue(LexicalForm.TryDateTime(text, out DateTimeOffset value));
        Assert.AreEqual(expected, value.ToString("O", CultureInfo.InvariantCulture));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("2026-11-21")]
    [DataRow("2026-11-21 09:00:00Z")]
    [DataRow("2026-13-21T09:00:00Z")]
    [DataRow("2026-11-21T25:00:00Z")]
    [DataRow("2026-11-21T24:00:01Z")]
    [DataRow("2026-11-21T09:60:00Z")]
    [DataRow("2026-11-21T09:00:60Z")]
    [DataRow("2026-11-21T09:00:00.Z")]
    [DataRow("2026-11-21T09:00:00+14:01")]
    [DataRow("2026-11-21T09:00:00+8:00")]
    [DataRow("2026-11-21T09:00:00z")]
    [DataRow("0001-01-01T00:00:00+01:00")]
    [DataRow("9999-12-31T24:00:00Z")]
    [DataRow("-2026-11-21T09:00:00Z")]
    [DataRow("２０２６-11-21T09:00:00Z")]
    public void What_is_no_date_and_time_is_refused(string text) => Assert.IsFalse(LexicalForm.TryDateTime(text, out _));

    [TestMethod]
    [DataRow("09:30:15", "09:30:15")]
    [DataRow("09:30:15.5Z", "09:30:15.5")]
    [DataRow("24:00:00", "00:00:00")]
    [DataRow("23:59:59.9999999+08:00", "23:59:59.9999999")]
    public void A_time_is_read_and_its_offset_dropped(string text, string expected)
    {
        Assert.IsTrue(LexicalForm.TryTime(text, out TimeOnly value));
        Assert.AreEqual(expected, value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
    }

    [TestMethod]
    [DataRow("9:30:15")]
    [DataRow("09:30")]
    [DataRow("24:00:00.1")]
    [DataRow("09:30:15 ")]
    [DataRow("+9:30:15")]
    public void What_is_no_time_is_refused(string text) => Assert.IsFalse(LexicalForm.TryTime(text, out _));

    [TestMethod]
    [DataRow("2026-02-28", true)]
    [DataRow("2026-02-28Z", true)]
    [DataRow("2026-02-28-05:00", true)]
    [DataRow("2026-02-29", false)]
    [DataRow("26-02-28", false)]
    [DataRow("2026-2-28", false)]
    [DataRow("2026-02-28T00:00:00", false)]
    public void A_date_is_read_or_refused(string text, bool expected) => Assert.AreEqual(expected, LexicalForm.TryDate(text, out _));

    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("-0", 0)]
    [DataRow("+42", 42)]
    [DataRow("0042", 42)]
    [DataRow("-7", -7)]
    public void An_integer_is_read(string text, int expected)
    {
        Assert.IsTrue(LexicalForm.TryInt32(text, out long value));
        Assert.AreEqual(expected, value);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("+")]
    [DataRow("1.0")]
    [DataRow("1e3")]
    [DataRow("0x10")]
    [DataRow("--1")]
    [DataRow("١")]
    [DataRow("1 2")]
    public void What_is_no_integer_is_refused(string text) => Assert.IsFalse(LexicalForm.TryInt32(text, out _));

    [TestMethod]
    [DataRow("1.50", 2)]
    [DataRow(".5", 1)]
    [DataRow("5.", 1)]
    [DataRow("-0.00012", 2)]
    [DataRow("+000123.4500", 5)]
    [DataRow("123456789012345", 15)]
    [DataRow("1234567890123456", 16)]
    [DataRow("1000000000000000000000000000000000000000000", 43)]
    public void A_decimal_is_read_and_its_digits_counted(string text, int expected)
    {
        Assert.IsTrue(LexicalForm.TryDecimal(text, out decimal value, out int digits));
        Assert.AreEqual(expected, digits);
        if (digits <= LexicalForm.MaxDecimalDigits) Assert.AreEqual(XmlConvert.ToDecimal(text), value);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(".")]
    [DataRow("-")]
    [DataRow("1,5")]
    [DataRow("1e3")]
    [DataRow("1.2.3")]
    [DataRow("INF")]
    public void What_is_no_decimal_is_refused(string text) => Assert.IsFalse(LexicalForm.TryDecimal(text, out _, out _));
}
