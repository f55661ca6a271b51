using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Transactions;

[TestClass]
public sealed class DeadlineQueueTests
{
    [TestMethod]
    public void Random_changes_keep_the_earliest_first_and_the_ended_out()
    {
        const int seed = 20261121;
        Random random = new(seed);
        SipRequest options = An.Request(SipMethod.Options).Received().Build();
        List<NonInviteClientTransaction> all = [.. Enumerable.Range(0, 50).Select(_ => new NonInviteClientTransaction(options, SipEndpoint.Udp(IPAddress.Loopback, 1), new SipTimerOptions()))];
        DeadlineQueue queue = new();
        for (int round = 0; round < 5000; round++)
        {
            NonInviteClientTransaction one = all[random.Next(all.Count)];
            TransactionInputKind kind = random.Next(20) == 0 ? TransactionInputKind.TransportError : random.Next(3) == 0 ? TransactionInputKind.Start : TransactionInputKind.TimerE;
            one.Step(new TransactionInput(kind), TimeSpan.FromMilliseconds(random.Next(100_000)), []);
            queue.Update(one);
            if (one.IsTerminated)
            {
                Assert.AreEqual(-1, one.QueueIndex);
                all.Remove(one);
                all.Add(new NonInviteClientTransaction(options, SipEndpoint.Udp(IPAddress.Loopback, 1), new SipTimerOptions()));
            }

            TimeSpan? earliest = all.Where(other => other.QueueIndex >= 0).Min(other => other.NextDeadline);
            Assert.AreEqual(earliest, queue.Next, $"seed {seed}, round {round}");
        }
    }
}
