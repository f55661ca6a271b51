using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Overload;
using Cmr.Sip.Partitions;
using Cmr.Sip.Trust;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Sip.Overload;

/// <summary>A gate with its mailbox and nobody behind it; time is turned by hand.</summary>
internal sealed class GateHouse
{
    public GateHouse(OverloadOptions? options = null, int maxCalls = 1000, int maxInProgress = 100, SourceGuard? sources = null)
    {
        Options = options ?? new OverloadOptions { MaxNewWaiting = 50 };
        Mailbox = new Mailbox(maxInProgress, Options.MaxNewWaiting, new AdmissionControl(Options));
        Rules = new GateRules
        {
            Options = Options,
            Classifier = new Classifier(Options, PeerTrust.Everybody),
            Answers = new StatelessAnswers(new byte[16]),
            Memory = new MemoryGauge(Options.MaxMemory, () => MemoryShare),
            Sources = sources ?? new SourceGuard(new SourceLimitOptions(), PeerTrust.Everybody, new byte[16], TimeProvider.System, NullLogger<SourceGuard>.Instance),
            Dropped = new DropCounters(),
        };
        Gate = new ArrivalGate(Mailbox, Rules, () => Calls, maxCalls);
    }

    public OverloadOptions Options { get; }

    public Mailbox Mailbox { get; }

    public GateRules Rules { get; }

    public ArrivalGate Gate { get; }

    public int Calls { get; set; }

    public double MemoryShare { get; set; }

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(100);

    public static SipEndpoint Peer { get; } = SipEndpoint.Udp(System.Net.IPAddress.Parse("192.0.2.1"), 5060);

    public Verdict Offer(SipMessage message) => Gate.Offer(new EngineInput.Message(message, Peer), Now);

    public Verdict Offer(string method, string call, string toTag = "") => Offer(Arrivals.Request(method, call, toTag));

    public long Dropped(DropReason reason) => Rules.Dropped[reason];

    /// <summary>So many calls come and nobody works them off until time has passed.</summary>
    public void Clog(int calls, TimeSpan forTime)
    {
        for (int i = 0; i < calls; i++) Offer("INVITE", $"clog{i}");
        Now += forTime;
    }

    public void Drain()
    {
        while (Mailbox.TryTake(Now, out _))
        {
        }
    }
}
