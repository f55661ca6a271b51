using Cmr.Protocols.Sip.Dialogs;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class ReliableProvisionalsTests
{
    private static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);
    private readonly ReliableProvisionals<string> _queue = new(900, T1);

    [TestMethod]
    public void The_first_response_leaves_at_once_with_the_first_RSeq() =>
        Assert.AreEqual((900u, "180"), _queue.Add("180", mayBeReplaced: true, TimeSpan.Zero));

    [TestMethod]
    public void Retransmission_doubles_without_the_T2_cap_and_gives_up_after_64_T1()
    {
        _queue.Add("180", mayBeReplaced: false, TimeSpan.Zero);
        List<double> sentAt = [];
        bool gaveUp = false;
        while (!gaveUp)
        {
            TimeSpan now = _queue.Deadline!.Value; // armed until it gives up
            if (_queue.Fire(now, out gaveUp) is not null) sentAt.Add(now.TotalSeconds);
            if (gaveUp) Assert.AreEqual(32, now.TotalSeconds);
        }
        CollectionAssert.AreEqual(new[] { 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 }, sentAt);
        Assert.IsNull(_queue.Deadline);
    }

    [TestMethod]
    public void A_second_response_waits_for_the_PRACK_of_the_first_and_counts_on()
    {
        _queue.Add("183", mayBeReplaced: false, TimeSpan.Zero);
        Assert.IsNull(_queue.Add("180", mayBeReplaced: true, TimeSpan.Zero));
        Assert.IsNull(_queue.SendNext(TimeSpan.Zero), "nothing may leave before the PRACK");
        Assert.IsTrue(_queue.TryAcknowledge(900, out string? acknowledged));
        Assert.AreEqual("183", acknowledged);
        Assert.AreEqual((901u, "180"), _queue.SendNext(T1));
    }

    [TestMethod]
    public void While_waiting_the_newest_state_wins_and_a_description_is_never_dropped()
    {
        _queue.Add("180", mayBeReplaced: true, TimeSpan.Zero);
        _queue.Add("183 sdp", mayBeReplaced: false, TimeSpan.Zero);
        _queue.Add("181", mayBeReplaced: true, TimeSpan.Zero);
        _queue.Add("182", mayBeReplaced: true, TimeSpan.Zero);
        CollectionAssert.AreEqual(new[] { "183 sdp", "182" }, _queue.Waiting.ToList());
    }

    [TestMethod]
    public void A_PRACK_for_another_or_an_acknowledged_number_is_unknown()
    {
        _queue.Add("180", mayBeReplaced: true, TimeSpan.Zero);
        Assert.IsFalse(_queue.TryAcknowledge(899, out _));
        Assert.IsFalse(_queue.TryAcknowledge(901, out _));
        Assert.IsTrue(_queue.TryAcknowledge(900, out _));
        Assert.IsFalse(_queue.TryAcknowledge(900, out _), "a new PRACK for an acknowledged response");
    }

    [TestMethod]
    public void A_final_response_ends_retransmission_and_forgets_what_waits()
    {
        _queue.Add("180", mayBeReplaced: true, TimeSpan.Zero);
        _queue.Add("183", mayBeReplaced: false, TimeSpan.Zero);
        _queue.Stop();
        Assert.IsNull(_queue.Deadline);
        Assert.IsNull(_queue.SendNext(T1));
    }

    [TestMethod]
    public void A_peer_that_never_acknowledges_cannot_make_the_queue_grow_without_limit()
    {
        for (int i = 0; i < 1000; i++) _queue.Add($"183 {i}", mayBeReplaced: false, TimeSpan.Zero);
        Assert.IsTrue(_queue.Waiting.Count() <= 16);
    }
}
