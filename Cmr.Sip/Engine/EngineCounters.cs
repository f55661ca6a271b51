using Cmr.Domain.Calls;
using Cmr.Sip.Overload;

namespace Cmr.Sip.Engine;

/// <summary>What happened in one engine. Written by its thread only; readers may see values a moment old.</summary>
internal sealed class EngineCounters
{
    private readonly long[] _ended = new long[((int)Enum.GetValues<CallOutcome>().Max() + 1) * 2];

    public long CallsStarted { get; set; }

    public long CallsAnswered { get; set; }

    public long CallsPresented { get; set; }

    /// <summary>INVITEs refused without a call, challenges aside; they are among <see cref="RequestsRefused"/> too.</summary>
    public RefusalCounters CallsRefused { get; } = new();

    /// <summary>Requests that were turned away outside calls.</summary>
    public RefusalCounters RequestsRefused { get; } = new();

    /// <summary>Messages from the network that were looked at, those dropped here included.</summary>
    public long MessagesTaken { get; set; }

    /// <summary>Messages that fit no transaction or dialog.</summary>
    public DropCounters Dropped { get; } = new();

    /// <summary>Calls not yet settled; those that only wait for late messages do not count.</summary>
    public int CallsActive { get; set; }

    /// <summary>Calls that ended.</summary>
    public long Ended(bool wasPresented, CallOutcome outcome) => Volatile.Read(ref _ended[IndexOf(wasPresented, outcome)]);

    public void CountEnded(bool wasPresented, CallOutcome outcome) => _ended[IndexOf(wasPresented, outcome)]++;

    private static int IndexOf(bool wasPresented, CallOutcome outcome) => (int)outcome * 2 + (wasPresented ? 1 : 0);
}
