using Cmr.Domain.Rules;

namespace Cmr.Tests.Domain.Rules;

[TestClass]
public sealed class GeoCircleTests
{
    [TestMethod]
    [DataRow("geo:52.5163,13.3777;r=500", 52.5170, 13.3780, true)]
    [DataRow("geo:52.5163,13.3777;r=500", 52.5263, 13.3777, false)]
    [DataRow("GEO:52.5163,13.3777;u=35;R=2000", 52.5263, 13.3777, true)]
    [DataRow("geo:0,179.999;r=1000", 0, -179.999, true)]
    [DataRow("geo:90,0;r=1", 90, 123, true)]
    public void A_circle_holds_the_points_within_its_radius(string text, double latitude, double longitude, bool expected)
    {
        Assert.IsTrue(GeoCircle.TryParse(text, out GeoCircle circle));
        Assert.AreEqual(expected, circle.Contains(new(latitude, longitude)));
    }

    [TestMethod]
    [DataRow("geo:")]
    [DataRow("geo:1")]
    [DataRow("geo:91,0")]
    [DataRow("geo:0,181")]
    [DataRow("geo:0,0;r=-1")]
    [DataRow("geo:0,0;r=x")]
    [DataRow("geo:NaN,0")]
    [DataRow("home")]
    public void What_is_no_circle_is_refused(string text) => Assert.IsFalse(GeoCircle.TryParse(text, out _));
}
