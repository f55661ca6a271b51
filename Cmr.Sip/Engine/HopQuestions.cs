using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Engine;

/// <summary>
/// Requests that wait for a name to be looked up; one look-up serves all that wait. Nothing is remembered here:
/// whoever looks up knows how long its records live, and draws anew among servers of equal rank.
/// </summary>
internal sealed class HopQuestions
{
    // Bounds what hostile Contacts can make us ask for
    private const int MaxAsked = 256;
    private readonly Dictionary<HopQuery, List<Action<IReadOnlyList<SipEndpoint>>>> _asked = [];

    /// <summary>Questions open.</summary>
    public int Count => _asked.Count;

    /// <summary>Waits for an answer, or gives an empty one at once when too many questions are open.</summary>
    /// <returns>True when the question has to be asked.</returns>
    public bool Ask(HopQuery query, Action<IReadOnlyList<SipEndpoint>> whenKnown)
    {
        if (_asked.TryGetValue(query, out List<Action<IReadOnlyList<SipEndpoint>>>? waiting))
        {
            waiting.Add(whenKnown);
            return false;
        }

        if (_asked.Count >= MaxAsked)
        {
            whenKnown([]);
            return false;
        }

        _asked.Add(query, [whenKnown]);
        return true;
    }

    public void Answer(HopQuery query, IReadOnlyList<SipEndpoint> targets)
    {
        if (!_asked.Remove(query, out List<Action<IReadOnlyList<SipEndpoint>>>? waiting)) return;
        foreach (Action<IReadOnlyList<SipEndpoint>> whenKnown in waiting) whenKnown(targets);
    }
}
