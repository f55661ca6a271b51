using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>Finds the addresses a request may go to, at once or after a look-up, and which of our own it leaves from.</summary>
/// <param name="node">Ourselves, to notice loops.</param>
/// <param name="hops">Where requests go.</param>
/// <param name="dead">Targets that failed lately; they are tried last.</param>
/// <param name="lookUp">Asks the host for the targets behind a name; they come back through <see cref="Learn"/>.</param>
internal sealed class RequestRouter(LocalNode node, NextHops hops, DeadTargets dead, Action<HopQuery> lookUp)
{
    private readonly HopQuestions _questions = new();

    /// <summary>No request waits for a look-up.</summary>
    public bool IsIdle => _questions.Count == 0;

    /// <summary>Calls back with the targets in the order they are to be tried, or with none and the reason why.</summary>
    /// <param name="wish">Where the request is to go.</param>
    /// <param name="listener">Which of our addresses the peer knows; <see langword="null"/>: any may be taken.</param>
    /// <param name="send">Called once, at once or later.</param>
    public void WhenRouted(HopWish wish, byte? listener, Action<IReadOnlyList<SipEndpoint>, Unanswered> send)
    {
        switch (hops.Of(wish))
        {
            case NextHop.At at: send([From(at.Target, listener)], default); break;
            case NextHop.Loop: send([], Unanswered.Loop); break;
            case NextHop.Named named: LookUp(named.Query, targets => SendTo(targets, listener, send)); break;
            case NextHop.Listed listed: Gather(listed.Hops, 0, [], targets => SendTo(targets, listener, send)); break;
            default: send([], Unanswered.NoSuchHop); break;
        }
    }

    /// <summary>The result of a look-up; no targets when the name leads nowhere.</summary>
    public void Learn(HopQuery query, IReadOnlyList<SipEndpoint> targets) => _questions.Answer(query, targets);

    private void LookUp(HopQuery query, Action<IReadOnlyList<SipEndpoint>> whenKnown)
    {
        if (_questions.Ask(query, whenKnown)) lookUp(query);
    }

    private void Gather(IReadOnlyList<NextHop> list, int index, List<SipEndpoint> found, Action<IReadOnlyList<SipEndpoint>> whenAll)
    {
        for (; index < list.Count; index++)
        {
            if (list[index] is NextHop.At at) found.Add(at.Target);
            if (list[index] is not NextHop.Named named) continue;
            int next = index + 1;
            LookUp(named.Query, targets =>
            {
                found.AddRange(targets);
                Gather(list, next, found, whenAll);
            });
            return;
        }

        whenAll(found);
    }

    private void SendTo(IReadOnlyList<SipEndpoint> targets, byte? listener, Action<IReadOnlyList<SipEndpoint>, Unanswered> send)
    {
        bool loops = targets.Any(target => node.IsAt(target.Address, target.Port));
        List<SipEndpoint> others =
        [
            .. targets.Where(target => LocalNode.IsUnicast(target.Address) && !node.IsAt(target.Address, target.Port) && node.Reaches(target.Address.AddressFamily))
                .Select(target => From(target, listener)),
        ];
        send(dead.LiveFirst(others), loops ? Unanswered.Loop : Unanswered.NoSuchHop);
    }

    private SipEndpoint From(SipEndpoint target, byte? listener) => target with { Listener = node.ListenerTowards(target.Address, listener) };
}
