using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>Finds the addresses a request may go to, at once or after a look-up.</summary>
/// <param name="node">Ourselves, to notice loops.</param>
/// <param name="hops">Where requests go.</param>
/// <param name="dead">Targets that failed lately; they are tried last.</param>
/// <param name="lookUp">Asks the host for the targets behind a name; they come back through <see cref="Learn"/>.</param>
internal sealed class RequestRouter(LocalNode node, NextHops hops, DeadTargets dead, Action<HopQuery> lookUp)
{
    private readonly HopQuestions _questions = new();

    /// <summary>Calls back with the targets in the order they are to be tried, or with none and the reason why.</summary>
    public void WhenRouted(HopWish wish, Action<IReadOnlyList<SipEndpoint>, Unanswered> send)
    {
        switch (hops.Of(wish))
        {
            case NextHop.At at: send([at.Target], default); break;
            case NextHop.Loop: send([], Unanswered.Loop); break;
            case NextHop.Named named:
                if (_questions.Ask(named.Query, targets => SendTo(targets, send))) lookUp(named.Query);
                break;
            default: send([], Unanswered.NoSuchHop); break;
        }
    }

    /// <summary>The result of a look-up; no targets when the name leads nowhere.</summary>
    public void Learn(HopQuery query, IReadOnlyList<SipEndpoint> targets) => _questions.Answer(query, targets);

    private void SendTo(IReadOnlyList<SipEndpoint> targets, Action<IReadOnlyList<SipEndpoint>, Unanswered> send)
    {
        bool loops = targets.Any(target => node.IsAt(target.Address, target.Port));
        List<SipEndpoint> others = [.. targets.Where(target => LocalNode.IsUnicast(target.Address) && !node.IsAt(target.Address, target.Port) && node.Reaches(target.Address.AddressFamily))];
        send(dead.LiveFirst(others), loops ? Unanswered.Loop : Unanswered.NoSuchHop);
    }
}
