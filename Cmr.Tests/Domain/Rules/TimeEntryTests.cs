using System.Collections.Immutable;
using System.Globalization;
using Cmr.Domain.Rules;

namespace Cmr.Tests.Domain.Rules;

[TestClass]
public sealed class TimeEntryTests
{
    [TestMethod]
    // with an end
    [DataRow("08:00-12:00", 0, "07:59:59", false)]
    [DataRow("08:00-12:00", 0, "08:00:00", true)]
    [DataRow("08:00-12:00", 0, "11:59:59", true)]
    [DataRow("08:00-12:00", 0, "12:00:00", false)]
    // over midnight
    [DataRow("22:00-06:00", 0, "21:59:59", false)]
    [DataRow("22:00-06:00", 0, "22:00:00", true)]
    [DataRow("22:00-06:00", 0, "00:00:00", true)]
    [DataRow("22:00-06:00", 0, "05:59:59", true)]
    [DataRow("22:00-06:00", 0, "06:00:00", false)]
    // to the end of the day, which 24:00:00 becomes
    [DataRow("18:00-00:00", 0, "23:59:59", true)]
    [DataRow("18:00-00:00", 0, "00:00:00", false)]
    // all day
    [DataRow("09:00-09:00", 0, "03:00:00", true)]
    // without end: until the next entry, cyclically
    [DataRow("06:00 12:00 18:00", 0, "05:59:59", false)]
    [DataRow("06:00 12:00 18:00", 0, "06:00:00", true)]
    [DataRow("06:00 12:00 18:00", 0, "11:59:59", true)]
    [DataRow("06:00 12:00 18:00", 0, "12:00:00", false)]
    [DataRow("06:00 12:00 18:00", 2, "17:59:59", false)]
    [DataRow("06:00 12:00 18:00", 2, "18:00:00", true)]
    [DataRow("06:00 12:00 18:00", 2, "02:00:00", true)]
    [DataRow("06:00 12:00 18:00", 2, "05:59:59", true)]
    [DataRow("06:00 12:00 18:00", 2, "06:00:00", false)]
    // the order in which they are written does not matter
    [DataRow("18:00 06:00", 1, "17:59:59", true)]
    [DataRow("18:00 06:00", 0, "05:59:59", true)]
    // alone, or beside one that begins at the same time: all day
    [DataRow("07:00", 0, "06:59:59", true)]
    [DataRow("07:00 07:00", 0, "23:00:00", true)]
    // the next entry's begin counts even if that entry has an end
    [DataRow("06:00 12:00-13:00", 0, "12:30:00", false)]
    [DataRow("06:00 12:00-13:00", 0, "14:00:00", false)]
    public void An_entry_holds_within_its_time(string entries, int index, string clock, bool expected)
    {
        ImmutableArray<TimeEntry> all = [.. entries.Split(' ').Select(Parse)];
        Assert.AreEqual(expected, all[index].Holds(TimeOnly.Parse(clock, CultureInfo.InvariantCulture), all));
    }

    private static TimeEntry Parse(string text)
    {
        string[] parts = text.Split('-');
        return new(TimeOnly.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture) : null, []);
    }
}
