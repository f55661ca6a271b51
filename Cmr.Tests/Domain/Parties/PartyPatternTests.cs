using Cmr.Domain.Parties;

namespace Cmr.Tests.Domain.Parties;

[TestClass]
public sealed class PartyPatternTests
{
    private static readonly NumberingPlan Plan = new();

    [TestMethod]
    [DataRow("0151*", "+4915112345678", true)]
    [DataRow("+49151*", "+4915112345678", true)]
    [DataRow("0049151*", "+4915112345678", true)]
    [DataRow("49151*", "+4915112345678", true)]
    [DataRow("tel:+49-151*", "+4915112345678", true)]
    [DataRow("0152*", "+4915112345678", false)]
    [DataRow("0*", "+4915112345678", true)]
    [DataRow("0*", "+33612345678", false)]
    [DataRow("*", "+33612345678", true)]
    [DataRow("*", "alice@example.com", true)]
    [DataRow("sip:ali*", "alice@example.com", true)]
    [DataRow("sip:ali*", "bob@example.com", false)]
    [DataRow("015112345678", "+4915112345678", true)]
    [DataRow("015112345678", "+49151123456789", false)]
    public void A_pattern_matches_whom_it_means(string pattern, string party, bool expected)
    {
        Assert.IsTrue(PartyPattern.TryParse(pattern, Plan, out PartyPattern parsed));
        Assert.AreEqual(expected, parsed.Matches(PartyIdentity.FromNormalized(party)));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a*b*")]
    [DataRow("**")]
    [DataRow("+*1")]
    [DataRow("<*")]
    public void What_is_no_pattern_is_refused(string text) => Assert.IsFalse(PartyPattern.TryParse(text, Plan, out _));
}
