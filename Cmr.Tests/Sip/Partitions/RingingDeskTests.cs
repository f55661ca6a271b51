using System.Collections.Immutable;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;
using Cmr.Persistence;
using Cmr.Persistence.Profiles;
using Cmr.Persistence.Settings;
using Cmr.Sip.Calls;
using Cmr.Sip.Partitions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Sip.Partitions;

/// <summary>What both parties' settings make of a choice.</summary>
[TestClass]
public sealed class RingingDeskTests
{
    private const string Ann = "+4915100000001", Bob = "+4915100000002";
    private readonly Profiles _profiles = new();
    private SystemSettings _settings = SystemSettings.Defaults;

    [TestMethod]
    public async Task The_called_partys_choice_is_presented_with_what_follows_a_stop()
    {
        _profiles.Views[Bob] = View(Bob, "bobs");
        ChoiceReply? reply = await AskAsync();
        Assert.AreEqual("bobs", reply?.Choice.Resources.Single().ResourceId);
        Assert.AreEqual(Bob, reply?.SubscriberId);
        Assert.AreEqual("bobs-after-stop", reply?.AfterStop.Single().ResourceId);
    }

    [TestMethod]
    public async Task C53_A_caller_that_filters_hears_the_ordinary_ringback()
    {
        _profiles.Views[Bob] = View(Bob, "bobs");
        _profiles.Views[Ann] = View(Ann, "anns", profile => profile with { Filters = [new FilterRule { RuleId = "1" }] });
        ChoiceReply? reply = await AskAsync();
        Assert.AreEqual(ChoiceOrigin.None, reply?.Choice.Origin);
        Assert.AreEqual("filtered by the caller", reply?.Obstacle);
        Assert.IsTrue(reply?.Subscribed);
    }

    [TestMethod]
    public async Task A_filter_against_others_does_not_touch_this_call()
    {
        _profiles.Views[Bob] = View(Bob, "bobs");
        _profiles.Views[Ann] = View(Ann, "anns", profile => profile with { Groups = [new CallerGroup("pests", ["+4999"])], Filters = [new FilterRule { RuleId = "1", GroupIds = ["pests"] }] });
        Assert.AreEqual("bobs", (await AskAsync())?.Choice.Resources.Single().ResourceId);
    }

    [TestMethod]
    [DataRow("CallersChoice", PriorityParty.Mine, "anns")]
    [DataRow("CallersChoice", PriorityParty.Other, "bobs")]
    [DataRow("CallersChoice", PriorityParty.Operator, "bobs")]
    [DataRow("CalledParty", PriorityParty.Mine, "bobs")]
    public async Task A_caller_hears_its_own_only_if_it_and_the_operator_say_so(string policy, PriorityParty priority, string heard)
    {
        _settings = new SystemSettings(new Dictionary<string, string> { ["PresentingPriorityPolicy"] = policy });
        _profiles.Views[Bob] = View(Bob, "bobs");
        _profiles.Views[Ann] = View(Ann, "anns", profile => profile with { Settings = new PresentationSettings { Priority = priority } });
        ChoiceReply? reply = await AskAsync();
        Assert.AreEqual(heard, reply?.Choice.Resources.Single().ResourceId);
        Assert.AreEqual(heard == "anns" ? Ann : Bob, reply?.SubscriberId);
    }

    [TestMethod]
    [DataRow(false, true, "bobs-after-stop")]
    [DataRow(true, true, null)]
    [DataRow(false, false, "bobs")]
    [DataRow(true, false, "bobs")]
    public async Task C83_A_caller_that_hides_is_not_recognised_by_what_it_hears(bool hidden, bool keyedToCaller, string? heard)
    {
        _profiles.Views[Bob] = View(Bob, "bobs", profile => profile with
        {
            Groups = [new CallerGroup("friends", [keyedToCaller ? Ann : "+4999"])],
            Rules = [new PresentationRule { RuleId = "1", Types = PresentationTypes.Group, Groups = [new GroupEntry("friends", ["bobs-after-stop"])] }],
        });
        Assert.AreEqual(heard, (await AskAsync(hidden))?.Choice.Resources.SingleOrDefault()?.ResourceId);
    }

    [TestMethod]
    public async Task When_either_profile_cannot_be_read_the_call_goes_on_without()
    {
        _profiles.Views[Bob] = View(Bob, "bobs");
        _profiles.Away = Ann;
        Assert.IsNull(await AskAsync(), "a filter that cannot be read must not be passed over");
    }

    private static RingingView View(string subscriberId, string resource, Func<RingingProfile, RingingProfile>? change = null)
    {
        RingingProfile profile = new()
        {
            SubscriberId = subscriberId,
            Library = [new LibraryEntry(resource, DateTimeOffset.MinValue, null), new LibraryEntry($"{resource}-after-stop", DateTimeOffset.MinValue, null)],
            DefaultResourceIds1 = [$"{resource}-after-stop"],
            DefaultResourceIds2 = [resource],
        };
        RingingResource[] resources = [Tone(resource), Tone($"{resource}-after-stop")];
        return new RingingView(change is null ? profile : change(profile), [], resources.ToImmutableDictionary(tone => tone.ResourceId));
    }

    private static RingingResource Tone(string id) => new() { ResourceId = id, Tracks = [new RenderedTrack(TrackEncoding.Pcmu, new string('a', 64), 160, 1)] };

    private async Task<ChoiceReply?> AskAsync(bool callerHidden = false)
    {
        using BackgroundWork work = new();
        RingingDesk desk = new(_profiles, new Settings(_settings), new NumberingPlan(), new EngineClock(TimeProvider.System), work, TimeProvider.System, NullLogger<RingingDesk>.Instance);
        TaskCompletionSource<ChoiceReply?> reply = new();
        desk.Choose(new ChoiceQuestion($"sip:{Bob}@example.com", $"sip:{Ann}@example.com", callerHidden, [TrackEncoding.Pcmu]), reply.SetResult);
        return await reply.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
    }

    private sealed class Profiles : IRingingProfileReader
    {
        public Dictionary<string, RingingView> Views { get; } = [];

        public string? Away { get; set; }

        public ValueTask<RingingView> ReadAsync(PartyIdentity called, CancellationToken cancellationToken) => called.Value == Away
            ? throw new StorageUnavailableException("away", new TimeoutException())
            : ValueTask.FromResult(Views.GetValueOrDefault(called.Value, RingingView.NoSubscriber));
    }

    private sealed class Settings(SystemSettings settings) : ISystemSettings
    {
        public ValueTask<SystemSettings> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(settings);

        public void Forget()
        {
        }
    }
}
