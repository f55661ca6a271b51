using Cmr.Contracts.Soap;
using Cmr.Domain.Choosing;
using Npgsql;

namespace Cmr.Tests.Service.Presentations;

/// <summary>CMR-2 out of band: what a party hears is stopped or copied. The SIP node is a row and a listener here.</summary>
[TestClass]
public sealed class OngoingPresentationTests : ServiceTests
{
    [TestMethod]
    public async Task A_stop_is_answered_when_the_node_has_confirmed_it()
    {
        (string ann, string bob) = await PartiesAsync("1");
        Guid presentation = await PresentAsync(ann, bob, "call-1", "cmr2-tone-1");
        await using NodeDouble node = await NodeDouble.StartAsync(Host.ConnectionString, "stopped");
        ControlPresentationResponse stopped = await (await Cmr2Async(ann)).ControlPresentationAsync(Stop(ann));
        Assert.AreEqual(StatusCode.Success, stopped.StatusCode, stopped.StatusDescription);
        Assert.AreEqual("cmr2-tone-1", stopped.PresentedResource.Single().ResourceId);
        Assert.AreEqual("Tone cmr2-tone-1", stopped.PresentedResource.Single().Name);
        Assert.AreEqual(MediaType.Audio, stopped.PresentedResource.Single().MediaType);
        CollectionAssert.AreEqual(new[] { presentation }, node.Asked);
    }

    [TestMethod]
    public async Task The_subscriber_whose_presentation_it_is_may_stop_it_too()
    {
        (string ann, string bob) = await PartiesAsync("2");
        await PresentAsync(ann, bob, "call-2", "cmr2-tone-1");
        await using NodeDouble node = await NodeDouble.StartAsync(Host.ConnectionString, "stopped");
        await SetAsync(bob, new() { StopAllowed = false });
        Assert.AreEqual(StatusCode.SecurityError, (await (await Cmr2Async(ann)).ControlPresentationAsync(Stop(ann))).StatusCode, "the owner does not permit it to others");
        Assert.IsEmpty(node.Asked);
        Assert.AreEqual(StatusCode.Success, (await (await Cmr2Async(bob)).ControlPresentationAsync(Stop(bob, "call-2"))).StatusCode);
    }

    [TestMethod]
    public async Task Nobody_stops_another_ones_call()
    {
        (string ann, string bob) = await PartiesAsync("3");
        (string eve, _) = await PartiesAsync("4");
        await PresentAsync(ann, bob, "call-3", "cmr2-tone-1");
        await using NodeDouble node = await NodeDouble.StartAsync(Host.ConnectionString, "stopped");
        Cmr2Client cmr2 = await Cmr2Async(eve);
        Assert.AreEqual(StatusCode.SecurityError, (await cmr2.ControlPresentationAsync(Stop(ann))).StatusCode);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr2.ControlPresentationAsync(Stop(eve, "call-3"))).StatusCode, "a Call-ID that one has overheard is of no use");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr2.CopyPresentedResourceAsync(Copy(eve, "call-3"))).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await cmr2.CopyPresentedResourceAsync(Copy(ann))).StatusCode);
        Assert.IsEmpty(node.Asked);
    }

    [TestMethod]
    public async Task Without_a_presentation_there_is_nothing_to_stop()
    {
        (string ann, string bob) = await PartiesAsync("5");
        Cmr2Client cmr2 = await Cmr2Async(ann);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr2.ControlPresentationAsync(Stop(ann))).StatusCode);
        await PastAsync(ann, bob, "call-ended", resource: "cmr2-tone-1", ended: TimeSpan.FromSeconds(1));
        await PastAsync(ann, bob, "call-of-a-dead-node", resource: "cmr2-tone-1", started: TimeSpan.FromMinutes(6));
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr2.ControlPresentationAsync(Stop(ann))).StatusCode);
        Cmr2Client operators = new(Host.Channel("/cmr2", await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret)));
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await operators.ControlPresentationAsync(Stop("+4915169999999"))).StatusCode);
    }

    [TestMethod]
    public async Task A_call_that_was_answered_meanwhile_has_nothing_to_stop()
    {
        (string ann, string bob) = await PartiesAsync("6");
        await PresentAsync(ann, bob, "call-6", "cmr2-tone-1");
        await using NodeDouble node = await NodeDouble.StartAsync(Host.ConnectionString, "over");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await (await Cmr2Async(ann)).ControlPresentationAsync(Stop(ann))).StatusCode);
    }

    [TestMethod]
    public async Task A_node_that_does_not_answer_is_told_by_a_code_of_its_own()
    {
        (string ann, string bob) = await PartiesAsync("7");
        await PresentAsync(ann, bob, "call-7", "cmr2-tone-1");
        ControlPresentationResponse late = await (await Cmr2Async(ann)).ControlPresentationAsync(Stop(ann));
        Assert.AreEqual(StatusCode.PresentationNotConfirmed, late.StatusCode);
    }

    [TestMethod]
    public async Task What_is_heard_is_copied_once()
    {
        (string ann, string bob) = await PartiesAsync("8");
        await PresentAsync(ann, bob, "call-8", "cmr2-tone-1", "cmr2-tone-2");
        Cmr2Client cmr2 = await Cmr2Async(ann);
        CopyPresentedResourceResponse copied = await cmr2.CopyPresentedResourceAsync(Copy(ann, null, "cmr2-tone-2"));
        Assert.AreEqual(StatusCode.Success, copied.StatusCode, copied.StatusDescription);
        CollectionAssert.AreEqual(new[] { "cmr2-tone-2" }, copied.ResourceId.ToArray());
        Assert.AreEqual(bob, await Host.QueryAsync("SELECT given_by FROM library_entries WHERE subscriber_id = $1 AND resource_id = 'cmr2-tone-2'", ann));
        Assert.AreEqual(StatusCode.OperationRepeated, (await cmr2.CopyPresentedResourceAsync(Copy(ann))).StatusCode, "one of the two is there already, so neither is copied");
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM library_entries WHERE subscriber_id = $1", ann));
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr2.CopyPresentedResourceAsync(Copy(ann, null, "something-else"))).StatusCode);
    }

    [TestMethod]
    public async Task What_has_just_been_heard_can_still_be_copied_and_later_no_more()
    {
        (string ann, string bob) = await PartiesAsync("9");
        Cmr2Client cmr2 = await Cmr2Async(ann);
        await PastAsync(ann, bob, "call-long-ago", started: TimeSpan.FromMinutes(12), ended: TimeSpan.FromMinutes(11), resource: "cmr2-tone-1");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr2.CopyPresentedResourceAsync(Copy(ann))).StatusCode);
        await PastAsync(ann, bob, "call-9", started: TimeSpan.FromMinutes(10), ended: TimeSpan.FromMinutes(9), resource: "cmr2-tone-1");
        Assert.AreEqual(StatusCode.Success, (await cmr2.CopyPresentedResourceAsync(Copy(ann))).StatusCode);
    }

    [TestMethod]
    public async Task C52_The_owners_privacy_forbids_the_copy()
    {
        (string ann, string bob) = await PartiesAsync("10");
        await PresentAsync(ann, bob, "call-10", "cmr2-tone-1");
        await SetAsync(bob, new() { CopyPermission = CopyPermission.Nobody });
        Cmr2Client cmr2 = await Cmr2Async(ann);
        CopyPresentedResourceResponse refused = await cmr2.CopyPresentedResourceAsync(Copy(ann));
        Assert.AreEqual(StatusCode.ResourceUnavailable, refused.StatusCode);
        StringAssert.Contains(refused.StatusDescription, "does not permit");
        await PresentAsync(ann, bob, "call-10b", ChoiceOrigin.SystemDefault, "cmr2-tone-2");
        Assert.AreEqual(StatusCode.Success, (await cmr2.CopyPresentedResourceAsync(Copy(ann, "call-10b"))).StatusCode, "the operator's default is not the owner's to forbid");
    }

    private static ControlPresentationRequest Stop(string subscriberId, string? callId = null) => new() { SubscriberId = subscriberId, Action = PresentationAction.Stop, CallId = callId };

    private static CopyPresentedResourceRequest Copy(string subscriberId, string? callId = null, params string[] resources) =>
        new() { SubscriberId = subscriberId, CallId = callId, ResourceId = [.. resources] };

    private async Task<(string Caller, string Called)> PartiesAsync(string number)
    {
        (string ann, string bob) = ($"+49151600000{number.PadLeft(2, '0')}", $"+49151700000{number.PadLeft(2, '0')}");
        await Host.RegisterAsync(ann);
        await Host.RegisterAsync(bob);
        foreach (string resource in new[] { "cmr2-tone-1", "cmr2-tone-2" })
        {
            if (await Host.QueryAsync("SELECT 1 FROM resources WHERE resource_id = $1", resource) is null)
                await Host.CreateResourceAsync(resource);
        }
        return (ann, bob);
    }

    private async Task<Cmr2Client> Cmr2Async(string subscriberId) => new(Host.Channel("/cmr2", await Host.SessionAsync(subscriberId, "1234")));

    private async Task SetAsync(string subscriberId, PresentationControl control)
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManagePresentationControlResponse set = await cmr6.ManagePresentationControlAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = subscriberId,
            OperationType = OperationType.Update,
            PresentationControl = control,
        });
        Assert.AreEqual(StatusCode.Success, set.StatusCode, set.StatusDescription);
    }

    private Task<Guid> PresentAsync(string listener, string subscriber, string callId, params string[] resources) =>
        PresentAsync(listener, subscriber, callId, ChoiceOrigin.Rule, resources);

    private async Task<Guid> PresentAsync(string listener, string subscriber, string callId, ChoiceOrigin origin, params string[] resources)
    {
        Guid id = Guid.NewGuid();
        await Host.QueryAsync(
            "INSERT INTO presentations (listener, presentation_id, call_id, subscriber_id, origin, resource_ids, node, started_at) VALUES ($1, $2, $3, $4, $5, $6, 'test', now())",
            listener, id, callId, subscriber, (short)origin, resources);
        return id;
    }

    private async Task PastAsync(string listener, string subscriber, string callId, string resource, TimeSpan started = default, TimeSpan? ended = null)
    {
        Guid id = await PresentAsync(listener, subscriber, callId, ChoiceOrigin.Rule, resource);
        await Host.QueryAsync("UPDATE presentations SET started_at = now() - $2 WHERE presentation_id = $1", id, started == default ? TimeSpan.FromSeconds(5) : started);
        if (ended is { } ago)
            await Host.QueryAsync("UPDATE presentations SET ended_at = now() - $2 WHERE presentation_id = $1", id, ago);
    }

    /// <summary>Answers every command as told.</summary>
    private sealed class NodeDouble : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly string _connectionString;
        private readonly string _answer;
        private Task _work = Task.CompletedTask;

        private NodeDouble(string connectionString, string answer) => (_connectionString, _answer) = (connectionString, answer);

        public List<Guid> Asked { get; } = [];

        public static async Task<NodeDouble> StartAsync(string connectionString, string answer)
        {
            NodeDouble node = new(connectionString, answer);
            NpgsqlConnection connection = new(connectionString);
            await connection.OpenAsync(CancellationToken.None);
            List<string> payloads = [];
            connection.Notification += (_, notification) => payloads.Add(notification.Payload);
            await using (NpgsqlCommand listen = new("LISTEN cmr_control", connection))
                await listen.ExecuteNonQueryAsync(CancellationToken.None);
            node._work = node.WorkAsync(connection, payloads);
            return node;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _work;
            _stop.Dispose();
        }

        private async Task WorkAsync(NpgsqlConnection connection, List<string> payloads)
        {
            await using NpgsqlConnection listening = connection;
            try
            {
                while (true)
                {
                    await listening.WaitAsync(_stop.Token);
                    foreach (string payload in payloads)
                        await AnswerAsync(payload.Split(' '));
                    payloads.Clear();
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over
            }
        }

        private async Task AnswerAsync(string[] command)
        {
            Asked.Add(Guid.Parse(command[2]));
            await using NpgsqlConnection connection = new(_connectionString);
            await connection.OpenAsync(CancellationToken.None);
            await using NpgsqlCommand notify = new("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = $"cmr_control_{command[1]}" }, new() { Value = _answer } } };
            await notify.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
