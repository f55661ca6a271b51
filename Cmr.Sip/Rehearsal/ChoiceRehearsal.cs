using System.Collections.Immutable;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Profiles;
using Cmr.Sip.Calls;
using Cmr.Sip.Partitions;

namespace Cmr.Sip.Rehearsal;

/// <summary>One choice between two subscribers that are not there, through the desk that answers real calls.</summary>
internal sealed class ChoiceRehearsal(IServiceProvider services) : IRingingProfileReader
{
    private const string Caller = "+00000000000";
    private const string Called = "+00000000001";
    private const string Tone = "rehearsal";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A subscriber with everything that a choice looks at.</summary>
    public static RingingView Example { get; } = new(
        new RingingProfile
        {
            SubscriberId = Called,
            TimeZone = "Europe/Berlin",
            Library = [new LibraryEntry(Tone, DateTimeOffset.MinValue, null)],
            Groups = [new CallerGroup("1", [Caller])],
            Rules =
            [
                new PresentationRule
                {
                    RuleId = "1",
                    Types = PresentationTypes.Group | PresentationTypes.Time,
                    Groups = [new GroupEntry("1", [Tone])],
                    Times = [new TimeEntry(TimeOnly.MinValue, null, [])],
                },
            ],
            DefaultResourceIds1 = [Tone],
            DefaultResourceIds2 = [Tone],
            Filters = [new FilterRule { RuleId = "1", GroupIds = ["1"] }],
        },
        [Tone],
        new[] { new RingingResource { ResourceId = Tone, Tracks = [new RenderedTrack(TrackEncoding.Pcma, new string('0', 64), 160, 1)] } }.ToImmutableDictionary(tone => tone.ResourceId));

    /// <summary>Asks once.</summary>
    /// <returns>Whether something was chosen.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        RingingDesk desk = ActivatorUtilities.CreateInstance<RingingDesk>(services, this);
        TaskCompletionSource<ChoiceReply?> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.Choose(new ChoiceQuestion($"sip:{Called}@rehearsal.invalid", $"sip:{Caller}@rehearsal.invalid", CallerHidden: false, [TrackEncoding.Pcma]), reply.SetResult);
        ChoiceReply? chosen = await reply.Task.WaitAsync(Patience, cancellationToken);
        return chosen?.Choice.Resources.IsEmpty is false;
    }

    async ValueTask<RingingView> IRingingProfileReader.ReadAsync(PartyIdentity called, CancellationToken cancellationToken)
    {
        await Task.Yield(); // as a read does that is not in the cache
        return called.Value == Called ? Example : Example with { Profile = Example.Profile! with { SubscriberId = Caller, Filters = [] } }; // the example has one
    }
}
