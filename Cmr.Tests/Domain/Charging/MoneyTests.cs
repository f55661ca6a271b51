using System.Globalization;
using Cmr.Domain.Charging;

namespace Cmr.Tests.Domain.Charging;

[TestClass]
public sealed class MoneyTests
{
    [TestMethod]
    [DataRow("0", true)]
    [DataRow("1.99", true)]
    [DataRow("999999999999999", true)]
    [DataRow("99999999999.9999", true)]
    [DataRow("1.50000000000000000000000000", true, DisplayName = "zeros at the end are no digits")]
    [DataRow("1000000000000000", false)]
    [DataRow("999999999999999.1", false)]
    [DataRow("79228162514264337593543950335", false)]
    [DataRow("-0.01", false)]
    public void An_amount_has_at_most_fifteen_digits_and_is_not_negative(string amount, bool expected) =>
        Assert.AreEqual(expected, Money.IsAmount(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [TestMethod]
    [DataRow("EUR", true)]
    [DataRow("CNY", true)]
    [DataRow("eur", false)]
    [DataRow("XYZ", false)]
    [DataRow("", false)]
    public void Currencies_are_those_of_ISO_4217(string code, bool expected) => Assert.AreEqual(expected, Money.IsCurrency(code));
}
