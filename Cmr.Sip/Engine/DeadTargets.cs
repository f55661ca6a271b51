using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Engine;

/// <summary>Targets that did not respond, could not be reached or were too busy: for a while others are tried before them (RFC 3263 §4.3).</summary>
internal sealed class DeadTargets
{
    private const int MaxKnown = 1024;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private readonly Dictionary<SipEndpoint, TimeSpan> _deadUntil = [];

    /// <summary>Time of this turn.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>A target failed.</summary>
    /// <param name="target">Which.</param>
    /// <param name="wish">How long it asked to be left alone (Retry-After), if it did.</param>
    /// <returns>True when it was not known to be dead.</returns>
    public bool Note(SipEndpoint target, TimeSpan? wish = null)
    {
        bool isNews = !IsDead(target);
        // A flood of failures forgets the oldest knowledge rather than growing
        if (_deadUntil.Count >= MaxKnown) _deadUntil.Clear();
        _deadUntil[target] = Now + (wish is { } asked ? (asked < LongestRest ? asked : LongestRest) : Rest);
        return isNews;
    }

    /// <summary>The target responded.</summary>
    public void Forget(SipEndpoint target)
    {
        if (_deadUntil.Count > 0) _deadUntil.Remove(target);
    }

    /// <summary>The same targets, those at rest behind the others. When all are at rest, all are tried.</summary>
    public IReadOnlyList<SipEndpoint> LiveFirst(IReadOnlyList<SipEndpoint> targets) =>
        _deadUntil.Count == 0 || targets.Count < 2 ? targets : [.. targets.Where(target => !IsDead(target)), .. targets.Where(IsDead)];

    private bool IsDead(SipEndpoint target) => _deadUntil.TryGetValue(target, out TimeSpan until) && until > Now;
}
