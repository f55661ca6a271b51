using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;
using Cmr.Persistence;
using Cmr.Persistence.Profiles;
using Cmr.Persistence.Settings;
using Cmr.Sip.Calls;
using Cmr.Sip.Transport;

namespace Cmr.Sip.Partitions;

/// <summary>Answers what a caller is to hear: reads the profiles of both parties and lets the domain choose.</summary>
internal sealed class RingingDesk(
    IRingingProfileReader profiles, ISystemSettings settings, NumberingPlan plan, EngineClock clock, BackgroundWork work, TimeProvider time, ILogger<RingingDesk> logger)
{
    private const int CountedSubscribers = 100_000;

    private readonly LogBudget _logBudget = new(time, perSecond: 1);
    private readonly TurnCounter _turns = new(CountedSubscribers);

    /// <summary>Asks; the reply comes on any thread, at once when the profiles are cached. Never throws.</summary>
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
            PartyIdentity? caller = PartyIdentity.TryParse(question.Caller, plan, out PartyIdentity identity) ? identity : null;
            // Side by side: the caller's wishes must not cost the call a second round trip
            Task<RingingView> own = caller is { } known ? profiles.ReadAsync(known, work.Stopping).AsTask() : Task.FromResult(RingingView.NoSubscriber);
            Task<RingingView> other = profiles.ReadAsync(called, work.Stopping).AsTask();
            await Task.WhenAll(own, other);
            SystemSettings system = await settings.ReadAsync(work.Stopping);
            answer = Answer(question, new Party(caller, await own), new Party(called, await other), system);
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

    private ChoiceReply Answer(ChoiceQuestion question, in Party caller, in Party called, SystemSettings system)
    {
        bool subscribed = called.View.Profile is not null;
        if (question.Encodings.IsEmpty) return new ChoiceReply(RingingChoice.None, subscribed);
        RingingContext fromCalled = ContextOf(question, called, caller.Identity);
        RingingChoice choice = ResourceChooser.Choose(called.View, fromCalled);
        if (question.CallerHidden && IsKeyedToCaller(choice, called.View)) choice = RingingChoice.None;
        if (choice.Origin is ChoiceOrigin.None) return new ChoiceReply(choice, subscribed);

        // The caller's own resource comes before the other's filter: one does not filter oneself
        if (system.CallerMayChoose && caller.View.Profile is { Settings.Priority: PriorityParty.Mine })
        {
            RingingContext fromCaller = ContextOf(question, caller, called.Identity);
            RingingChoice mine = ResourceChooser.Choose(caller.View, fromCaller);
            if (mine.Origin is not ChoiceOrigin.None) return Reply(mine, caller, fromCaller, subscribed);
        }

        FilteredPresentation presentation = new(RingingService.Ringback, called.Identity, ResourceMediaType.Audio);
        return PresentationFilter.Blocks(caller.View.Profile, presentation, clock.WallNow)
            ? new ChoiceReply(RingingChoice.None, subscribed) { Obstacle = "filtered by the caller" }
            : Reply(choice, called, fromCalled, subscribed);
    }

    // Boxes that are presented in turn count the presentations of their subscriber, not the calls
    private ChoiceReply Reply(RingingChoice choice, in Party subscriber, in RingingContext context, bool subscribed)
    {
        _turns.Advance(subscriber.SubscriberId);
        return new ChoiceReply(choice, subscribed)
        {
            SubscriberId = subscriber.SubscriberId,
            AfterStop = ResourceChooser.ChooseAfterStop(subscriber.View, context),
        };
    }

    private RingingContext ContextOf(ChoiceQuestion question, in Party subscriber, PartyIdentity? other) =>
        new(other, clock.WallNow) { Encodings = question.Encodings, Turn = _turns.Peek(subscriber.SubscriberId), Seed = CallSeed.Of(question.CallId) };

    // A caller that hides its identity must not be recognised by what it hears (3GPP TS 24.182 §4.6.5)
    private static bool IsKeyedToCaller(RingingChoice choice, RingingView view) =>
        choice.RuleId is not null
        && view.Profile is { } profile
        && profile.Rules.Any(rule => rule.RuleId == choice.RuleId && rule.Types.HasFlag(PresentationTypes.Group));

    private readonly record struct Party(PartyIdentity? Identity, RingingView View)
    {
        public string SubscriberId => View.Profile?.SubscriberId ?? "";
    }
}
