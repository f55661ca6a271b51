using Cmr.Domain.Subscribers;

namespace Cmr.Tests.Domain.Subscribers;

[TestClass]
public sealed class LicenceTermTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    [TestMethod]
    public void A_licence_lasts_a_period_but_never_longer_than_the_resource()
    {
        Assert.AreEqual(Now.AddDays(30), LicenceTerm.First(Now, Period, null));
        Assert.AreEqual(Now.AddDays(30), LicenceTerm.First(Now, Period, Now.AddDays(31)));
        Assert.AreEqual(Now.AddDays(3), LicenceTerm.First(Now, Period, Now.AddDays(3)));
    }

    [TestMethod]
    public void A_renewal_adds_a_period_to_the_end_or_to_now_when_the_licence_has_ended()
    {
        Assert.AreEqual(Now.AddDays(35), LicenceTerm.Renewed(Now.AddDays(5), Now, Period, null));
        Assert.AreEqual(Now.AddDays(30), LicenceTerm.Renewed(Now, Now, Period, null));
        Assert.AreEqual(Now.AddDays(30), LicenceTerm.Renewed(Now.AddDays(-100), Now, Period, null));
    }

    [TestMethod]
    public void What_would_not_get_longer_is_not_renewed()
    {
        Assert.AreEqual(Now.AddDays(10), LicenceTerm.Renewed(Now.AddDays(5), Now, Period, Now.AddDays(10)));
        Assert.IsNull(LicenceTerm.Renewed(Now.AddDays(10), Now, Period, Now.AddDays(10)), "the resource itself ends");
        Assert.IsNull(LicenceTerm.Renewed(Now.AddDays(-1), Now, Period, Now), "the resource has ended");
        Assert.IsNull(LicenceTerm.Renewed(Now.AddDays(3650), Now, Period, null), "too far ahead");
    }
}
