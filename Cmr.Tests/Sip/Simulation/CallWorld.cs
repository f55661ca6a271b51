using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.Trust;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>One node, a caller and a called party, and what every finished call must leave behind: nothing.</summary>
internal sealed class CallWorld
{
    public const string Called = "sip:bob@10.0.0.2";

    public CallWorld(int seed = 1, CallOptions? options = null, HostPort? outboundProxy = null, TrustPolicy? trust = null)
    {
        Network = new SimulatedNetwork(seed);
        Node = new SimulatedNode(Network, options, outboundProxy, trust);
        Ann = new CallerPhone(Network, "10.0.0.1", Node.Endpoint);
        Bob = new CalledPhone(Network, "10.0.0.2", Node.Endpoint);
    }

    public SimulatedNetwork Network { get; }

    public SimulatedNode Node { get; }

    public CallerPhone Ann { get; }

    public CalledPhone Bob { get; }

    public IEnumerable<MediaCommand> MediaCommands => Node.Media.Commands;

    public CallSummary Report => Node.Reports.Single();

    /// <summary>Bob rings and answers, Ann talks and hangs up.</summary>
    public CallWorld WithUsualCall(bool reliable = false, int firstStatus = 180)
    {
        Ann.TalkTime = TimeSpan.FromSeconds(5);
        Bob.React = bob =>
        {
            bob.Ring(firstStatus, Ms(50), reliable);
            bob.Answer(Ms(3000), bob.Describe());
        };
        return this;
    }

    public CallWorld WhenCalled(Action<CalledPhone> react)
    {
        Bob.React = react;
        return this;
    }

    public CallWorld Call(string uri = Called)
    {
        Ann.Call(uri);
        return this;
    }

    public CallWorld RunFor(int milliseconds)
    {
        Network.RunFor(Ms(milliseconds));
        return this;
    }

    /// <summary>Sends a message from Ann's address past her transaction layer.</summary>
    public void Inject(SipMessage message) => Network.Send(Ann.Endpoint, Node.Endpoint, message.Bytes);

    public CallWorld RunToEnd()
    {
        Network.RunUntilIdle(TimeSpan.FromMinutes(15));
        AssertNothingLeft();
        return this;
    }

    public void AssertNothingLeft()
    {
        Assert.AreEqual(0, Node.Engine.CallCount, $"calls left, seed {Network.Seed}");
        Assert.AreEqual(0, Node.Engine.TransactionCount, $"transactions left, seed {Network.Seed}");
        Assert.IsNull(Node.Engine.NextDeadline, $"a timer is armed, seed {Network.Seed}");
        Assert.AreEqual(0, Node.Engine.Counters.CallsActive);
        Assert.IsEmpty(Node.Faults, string.Join('\n', Node.Faults));
        Assert.IsEmpty(Node.Media.Open, "media sessions left");
        Assert.IsEmpty(Node.Presented, $"presentations left, seed {Network.Seed}");
    }

    /// <summary>The caller, or somebody for it, stops the presentation that began last.</summary>
    public CallWorld Stop() => Stop(Node.Began[^1].Id);

    public CallWorld Stop(Guid presentation)
    {
        Node.Step(new EngineInput.StopPresentation(presentation, Guid.NewGuid()));
        return this;
    }

    /// <summary>When a datagram with this first line went from one host to another.</summary>
    public IEnumerable<SimulatedDatagram> Sent(string from, string to, string start) =>
        Network.Trace.Where(datagram => datagram.Source.Address.ToString() == from && datagram.Destination.Address.ToString() == to && datagram.FirstLine.StartsWith(start, StringComparison.Ordinal));

    public int SentToAnn(string start) => Sent("10.0.0.9", "10.0.0.1", start).Count();

    public int SentToBob(string start) => Sent("10.0.0.9", "10.0.0.2", start).Count();

    /// <summary>The one 18x with a description that Ann got.</summary>
    public SipResponse TonedProgress() =>
        Ann.Heard.Select(heard => heard.Message).OfType<SipResponse>().First(response => response.Status.IsProvisional && response.HasSdp);

    public static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
