using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Overload;

/// <summary>What the gates of all mailboxes share.</summary>
internal sealed class GateRules
{
    private volatile bool _isDraining;

    public required OverloadOptions Options { get; init; }

    public required Classifier Classifier { get; init; }

    public required StatelessAnswers Answers { get; init; }

    public required MemoryGauge Memory { get; init; }

    public required SourceGuard Sources { get; init; }

    public required DropCounters Dropped { get; init; }

    /// <summary>Nothing new comes in any more: the process stops.</summary>
    public bool IsDraining => _isDraining;

    public void Drain() => _isDraining = true;
}
