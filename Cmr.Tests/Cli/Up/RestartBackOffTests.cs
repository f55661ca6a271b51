using Cmr.Cli.Up;

namespace Cmr.Tests.Cli.Up;

[TestClass]
public sealed class RestartBackOffTests
{
    [TestMethod]
    public void A_process_that_dies_at_once_is_waited_for_longer_each_time_up_to_half_a_minute()
    {
        var backOff = new RestartBackOff();
        double[] waits = [.. Enumerable.Range(0, 7).Select(_ => backOff.Next(TimeSpan.Zero).TotalSeconds)];
        CollectionAssert.AreEqual(new double[] { 1, 2, 4, 8, 16, 30, 30 }, waits);
    }

    [TestMethod]
    public void A_good_run_forgets_what_was_before()
    {
        var backOff = new RestartBackOff();
        backOff.Next(TimeSpan.Zero);
        backOff.Next(TimeSpan.Zero);
        Assert.AreEqual(1, backOff.Next(TimeSpan.FromMinutes(2)).TotalSeconds);
    }
}
