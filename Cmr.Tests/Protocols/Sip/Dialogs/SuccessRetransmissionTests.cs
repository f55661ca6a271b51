using Cmr.Protocols.Sip.Dialogs;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class SuccessRetransmissionTests
{
    [TestMethod]
    public void A_2xx_is_repeated_from_T1_up_to_T2_until_64_T1_passed()
    {
        SuccessRetransmission retransmission = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(4), TimeSpan.Zero);
        List<double> sentAt = [];
        bool gaveUp = false;
        while (!gaveUp)
        {
            TimeSpan now = retransmission.Deadline;
            if (retransmission.Fire(now, out gaveUp)) sentAt.Add(now.TotalSeconds);
            if (gaveUp) Assert.AreEqual(32, now.TotalSeconds);
        }
        CollectionAssert.AreEqual(new[] { 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5 }, sentAt);
    }
}
