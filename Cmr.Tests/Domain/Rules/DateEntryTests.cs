using System.Globalization;
using Cmr.Domain.Rules;

namespace Cmr.Tests.Domain.Rules;

[TestClass]
public sealed class DateEntryTests
{
    [TestMethod]
    [DataRow("2026-12-24", null, false, "2026-12-24", true)]
    [DataRow("2026-12-24", null, false, "2026-12-25", false)]
    [DataRow("2026-12-24", null, false, "2027-12-24", false)]
    [DataRow("2026-12-24", "2026-12-26", false, "2026-12-26", true)]
    [DataRow("2026-12-24", "2026-12-26", false, "2026-12-27", false)]
    [DataRow("2026-12-31", "2027-01-01", false, "2027-01-01", true)]
    [DataRow("2020-12-24", null, true, "2026-12-24", true)]
    [DataRow("2020-12-24", null, true, "2026-12-23", false)]
    [DataRow("2020-12-24", "2020-12-26", true, "2030-12-25", true)]
    [DataRow("2020-12-30", "2021-01-02", true, "2030-01-01", true)]
    [DataRow("2020-12-30", "2021-01-02", true, "2030-12-31", true)]
    [DataRow("2020-12-30", "2021-01-02", true, "2030-01-03", false)]
    [DataRow("2024-02-29", null, true, "2028-02-29", true)]
    [DataRow("2024-02-29", null, true, "2027-02-28", false)]
    public void An_entry_holds_on_its_days(string date, string? end, bool yearly, string today, bool expected)
    {
        DateEntry entry = new(Day(date), end is null ? null : Day(end), yearly, []);
        Assert.AreEqual(expected, entry.Holds(Day(today)));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
