using Cmr.Persistence.Principals;

namespace Cmr.Tests.Persistence.Principals;

[TestClass]
public sealed class HashingQueueTests
{
    [TestMethod]
    public async Task Who_is_known_goes_first_and_the_others_in_their_order()
    {
        HashingQueue queue = new(slots: 1, waiting: 10, ofPeer: 10);
        Assert.IsTrue(await queue.TryEnterAsync("first", known: false, CancellationToken.None));
        Task<bool> stranger = EnterAsync(queue, "s1"), second = EnterAsync(queue, "s2"), known = EnterAsync(queue, "k", known: true);
        Assert.IsFalse(stranger.IsCompleted || second.IsCompleted || known.IsCompleted);
        queue.Leave("first");
        Assert.IsTrue(await known);
        Assert.IsFalse(stranger.IsCompleted);
        queue.Leave("k");
        Assert.IsTrue(await stranger);
        Assert.IsFalse(second.IsCompleted);
        queue.Leave("s1");
        Assert.IsTrue(await second);
        queue.Leave("s2");
        Assert.IsFalse(queue.IsBusy);
    }

    [TestMethod]
    public async Task Strangers_who_fill_their_queue_leave_the_other_one_open()
    {
        HashingQueue queue = new(slots: 1, waiting: 2, ofPeer: 10);
        await queue.TryEnterAsync("s0", known: false, CancellationToken.None);
        List<Task<bool>> waiting = [EnterAsync(queue, "s1"), EnterAsync(queue, "s2")];
        Assert.IsFalse(await EnterAsync(queue, "s3"), "turned away at once");
        Task<bool> known = EnterAsync(queue, "k", known: true);
        Assert.IsFalse(known.IsCompleted);
        queue.Leave("s0");
        Assert.IsTrue(await known);
        Assert.IsTrue(waiting.TrueForAll(task => !task.IsCompleted));
    }

    [TestMethod]
    public async Task One_address_has_only_so_many_at_once()
    {
        HashingQueue queue = new(slots: 1, waiting: 10, ofPeer: 2);
        await queue.TryEnterAsync("p", known: true, CancellationToken.None);
        Task<bool> second = EnterAsync(queue, "p", known: true);
        Assert.IsFalse(await EnterAsync(queue, "p", known: true));
        queue.Leave("p");
        Assert.IsTrue(await second);
        Task<bool> third = EnterAsync(queue, "p");
        Assert.IsFalse(third.IsCompleted, "its place is free again");
    }

    [TestMethod]
    public async Task Whoever_loses_patience_leaves_no_trace()
    {
        HashingQueue queue = new(slots: 1, waiting: 1, ofPeer: 1);
        await queue.TryEnterAsync("a", known: false, CancellationToken.None);
        using CancellationTokenSource patience = new();
        Task<bool> waiting = queue.TryEnterAsync("b", known: false, patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsExactlyAsync<TaskCanceledException>(() => waiting);
        Task<bool> next = EnterAsync(queue, "b");
        Assert.IsFalse(next.IsCompleted, "its place in the queue and of its address is free");
        queue.Leave("a");
        Assert.IsTrue(await next);
        queue.Leave("b");
        Assert.IsFalse(queue.IsBusy);
    }

    private static Task<bool> EnterAsync(HashingQueue queue, string peer, bool known = false) => queue.TryEnterAsync(peer, known, CancellationToken.None).AsTask();
}
