using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;
using Cmr.Persistence;
using Cmr.Persistence.Profiles;
using Cmr.Sip.Calls;
using Cmr.Sip.Transport;

namespace Cmr.Sip.Partitions;

/// <summary>Answers what a caller is to hear: reads the called party's profile and lets the domain choose.</summary>
internal sealed class RingingDesk(IRingingProfileReader profiles, NumberingPlan plan, EngineClock clock, BackgroundWork work, TimeProvider time, ILogger<RingingDesk> logger)
{
    private const int CountedSubscribers = 100_000;

    private readonly LogBudget _logBudget = new(time, perSecond: 1);
    private readonly TurnCounter _turns = new(CountedSubscribers);

    /// <summary>Asks; the reply comes on any thread, at once when the profile is cached. Never throws.</summary>
    public void Choose(ChoiceQuestion question, Action<ChoiceReply?> reply)
    {
        if (!PartyIdentity.TryParse(question.Called, plan, out PartyIdentity called))
        {
            reply(new ChoiceReply(RingingChoice.None, Subscribed: false));
            return;
        }

        work.Run(() => ChooseAsync(question, called, reply));
    }

    private async Task ChooseAsync(ChoiceQuestion question, PartyIdentity called, Action<ChoiceReply?> reply)
    {
        ChoiceReply? answer = null;
        try
        {
            RingingView view = await profiles.ReadAsync(called, work.Stopping);
            answer = new ChoiceReply(Choose(question, view), view.Profile is not null);
        }
        catch (StorageUnavailableException exception)
        {
            if (_logBudget.TryTake()) logger.ProfileUnavailable(called.Shortened(), exception.Message);
        }
        catch (OperationCanceledException)
        {
            // The process stops; the call goes on without a presentation
        }

        reply(answer);
    }

    private RingingChoice Choose(ChoiceQuestion question, RingingView view)
    {
        if (question.Encodings.IsEmpty) return RingingChoice.None;
        PartyIdentity? caller = PartyIdentity.TryParse(question.Caller, plan, out PartyIdentity identity) ? identity : null;
        string subscriberId = view.Profile?.SubscriberId ?? "";
        RingingContext context = new(caller, clock.WallNow) { Encodings = question.Encodings, Turn = _turns.Peek(subscriberId), Seed = CallSeed.Of(question.CallId) };
        RingingChoice choice = ResourceChooser.Choose(view, context);
        if (choice.Origin is ChoiceOrigin.None || (question.CallerHidden && IsKeyedToCaller(choice, view))) return RingingChoice.None;
        _turns.Advance(subscriberId);
        return choice;
    }

    // A caller that hides its identity must not be recognised by what it hears (3GPP TS 24.182 §4.6.5)
    private static bool IsKeyedToCaller(RingingChoice choice, RingingView view) =>
        choice.RuleId is not null
        && view.Profile is { } profile
        && profile.Rules.Any(rule => rule.RuleId == choice.RuleId && rule.Types.HasFlag(PresentationTypes.Group));
}
