using Cmr.Contracts.MediaControl;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Tests.Service.Presentations;

/// <summary>CMR-4: an application asks what to present and where to fetch it (OMA AD flow B.5).</summary>
[TestClass]
public sealed class ApplicationServiceTests : ServiceTests
{
    private const string Secret = "application-secret";

    [TestMethod]
    public async Task A_service_offers_what_a_call_would_present_at_a_signed_address()
    {
        string bob = await SubscriberWithToneAsync("01", "app-tone-1");
        Cmr4Client app = await ApplicationAsync("game-1");
        StartCmrServiceResponse started = await app.StartCmrServiceAsync(new() { CalledParty = bob, CallingParty = "tel:+4915180000099", Event = "invitation", MediaType = [MediaType.Audio] });
        Assert.AreEqual(StatusCode.Success, started.StatusCode, started.StatusDescription);
        OfferedResource offered = started.OfferedResource.Single();
        Assert.AreEqual("app-tone-1", offered.ResourceId);
        Assert.AreEqual(MediaType.Audio, offered.MediaType);
        Assert.AreEqual("audio/wav", offered.Format);
        Assert.AreEqual(1500, offered.DurationMs);
        Assert.IsTrue(offered.ValidUntil > TimeProvider.System.GetUtcNow().AddMinutes(9));
        Assert.AreEqual(UploadTicketVerdict.Valid, Verify(offered));
        Assert.AreEqual("invitation", await Host.QueryAsync("SELECT event FROM application_services WHERE service_id = $1", started.ServiceId ?? ""));
        Assert.AreEqual("+4915180000099", await Host.QueryAsync("SELECT other_party FROM application_services WHERE service_id = $1", started.ServiceId ?? ""));
    }

    [TestMethod]
    public async Task A_service_with_nothing_to_present_starts_and_offers_nothing()
    {
        string bob = await SubscriberAsync("02");
        string eve = await SubscriberWithToneAsync("03", "app-tone-3");
        Cmr4Client app = await ApplicationAsync("game-2");
        Assert.IsEmpty((await StartAsync(app, bob)).OfferedResource, "no rule, no default");
        StartCmrServiceResponse pictures = await app.StartCmrServiceAsync(new() { CalledParty = eve, MediaType = [MediaType.Image] });
        Assert.AreEqual(StatusCode.Success, pictures.StatusCode);
        Assert.IsEmpty(pictures.OfferedResource, "the application cannot present sound");
        Assert.IsNotNull(pictures.ServiceId);
    }

    [TestMethod]
    public async Task CMRT_is_chosen_by_the_calling_party()
    {
        string ann = await SubscriberWithToneAsync("04", "app-tone-4");
        string bob = await SubscriberAsync("05");
        Cmr4Client app = await ApplicationAsync("game-3");
        StartCmrServiceResponse started = await app.StartCmrServiceAsync(new() { CallingParty = ann, CalledParty = bob, ServiceType = ServiceType.Cmrt });
        Assert.AreEqual("app-tone-4", started.OfferedResource.Single().ResourceId);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await app.StartCmrServiceAsync(new() { CalledParty = bob, ServiceType = ServiceType.Cmrt })).StatusCode, "without CallingParty nobody chooses");
    }

    [TestMethod]
    public async Task The_filter_of_who_would_hear_it_is_honoured()
    {
        string ann = await SubscriberAsync("06");
        string bob = await SubscriberWithToneAsync("07", "app-tone-7");
        Cmr4Client app = await ApplicationAsync("game-4");
        Assert.HasCount(1, (await app.StartCmrServiceAsync(new() { CalledParty = bob, CallingParty = ann })).OfferedResource);
        await (await Host.OperatorAsync()).ManageFilterRuleAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = ann,
            OperationType = OperationType.Create,
            FilterRule = [new FilterRule { ServiceType = ServiceType.Cmrbt, MediaType = [MediaType.Audio] }],
        });
        Assert.IsEmpty((await app.StartCmrServiceAsync(new() { CalledParty = bob, CallingParty = ann })).OfferedResource);
    }

    [TestMethod]
    public async Task Unknown_and_malformed_parties_are_named()
    {
        Cmr4Client app = await ApplicationAsync("game-5");
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await StartAsync(app, "+4915189999999")).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await StartAsync(app, "no body")).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await app.StartCmrServiceAsync(new() { CalledParty = "+4915189999999", CallingParty = "a b" })).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await app.StartCmrServiceAsync(new() { CalledParty = "+4915189999999", Event = new string('e', 201) })).StatusCode);
    }

    [TestMethod]
    public async Task A_service_is_stopped_once_and_by_its_application_only()
    {
        string bob = await SubscriberAsync("08");
        Cmr4Client app = await ApplicationAsync("game-6"), other = await ApplicationAsync("game-7");
        string service = (await StartAsync(app, bob)).ServiceId ?? "";
        Assert.AreEqual(StatusCode.SecurityError, (await other.StopCmrServiceAsync(new() { ServiceId = service })).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await app.StopCmrServiceAsync(new() { ServiceId = "guess" })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await app.StopCmrServiceAsync(new() { ServiceId = service })).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await app.StopCmrServiceAsync(new() { ServiceId = service })).StatusCode);
        string forgotten = (await StartAsync(app, bob)).ServiceId ?? "";
        await Host.QueryAsync("UPDATE application_services SET valid_until = now() - interval '1 s' WHERE service_id = $1", forgotten);
        Assert.AreEqual(StatusCode.OperationRepeated, (await app.StopCmrServiceAsync(new() { ServiceId = forgotten })).StatusCode, "it has ended by itself");
    }

    [TestMethod]
    public async Task Only_applications_and_the_service_provider_may_and_applications_may_nothing_else()
    {
        string bob = await SubscriberAsync("09");
        Cmr4Client subscriber = new(Host.Channel("/cmr4", await Host.SessionAsync(bob, "1234")));
        Assert.AreEqual(StatusCode.SecurityError, (await StartAsync(subscriber, bob)).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await subscriber.StopCmrServiceAsync(new() { ServiceId = "x" })).StatusCode);
        await ApplicationAsync("game-8");
        Cmr2Client cmr2 = new(Host.Channel("/cmr2", await Host.SessionAsync("game-8", Secret)));
        Assert.AreEqual(StatusCode.SecurityError, (await cmr2.ControlPresentationAsync(new() { SubscriberId = bob, Action = PresentationAction.Stop })).StatusCode);
    }

    private static ValueTask<StartCmrServiceResponse> StartAsync(Cmr4Client app, string called) => app.StartCmrServiceAsync(new() { CalledParty = called });

    private UploadTicketVerdict Verify(OfferedResource offered)
    {
        Uri uri = new(offered.ResourceUri);
        Dictionary<string, string> query = uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        DeliveryTicket ticket = new(offered.ResourceId, query["content"], query["type"], long.Parse(query["expires"], System.Globalization.CultureInfo.InvariantCulture));
        return ticket.Verify(query["sig"], Host.Keys.DeliveryKey, TimeProvider.System.GetUtcNow());
    }

    private async Task<Cmr4Client> ApplicationAsync(string id)
    {
        await OperatorBootstrap.EnsureAsync(Host.ConnectionString, new Principal(id, PrincipalKind.Application), Secret, TimeProvider.System, CancellationToken.None);
        return new(Host.Channel("/cmr4", await Host.SessionAsync(id, Secret)));
    }

    private async Task<string> SubscriberAsync(string number)
    {
        string id = $"+49151800000{number}";
        await Host.RegisterAsync(id);
        return id;
    }

    /// <summary>A subscriber whose default resource has content.</summary>
    private async Task<string> SubscriberWithToneAsync(string number, string resourceId)
    {
        string id = await SubscriberAsync(number);
        await Host.CreateResourceAsync(resourceId);
        byte[] original = System.Text.Encoding.UTF8.GetBytes($"original of {resourceId}"), track = new byte[160];
        await Host.PutContentAsync(original);
        await Host.PutContentAsync(track);
        await Host.QueryAsync(
            "UPDATE resources SET original_sha256 = $2, original_media_type = 'audio/wav', original_bytes = $3, duration_ms = 1500, content_bound_at = now() WHERE resource_id = $1",
            resourceId, ServiceHost.Hash(original), (long)original.Length);
        await Host.QueryAsync("INSERT INTO renditions (resource_id, encoding, sha256, bytes, frames) VALUES ($1, 0, $2, 160, 1)", resourceId, ServiceHost.Hash(track));
        var cmr6 = await Host.OperatorAsync();
        SubscribeCmrResourceResponse subscribed = await cmr6.SubscribeCmrResourceAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = id, ResourceId = resourceId });
        Assert.AreEqual(StatusCode.Success, subscribed.StatusCode, subscribed.StatusDescription);
        ManagePresentationRuleResponse ruled = await cmr6.ManagePresentationRuleAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = id,
            OperationType = OperationType.Update,
            DefaultCMRResourceId2 = [resourceId],
        });
        Assert.AreEqual(StatusCode.Success, ruled.StatusCode, ruled.StatusDescription);
        return id;
    }
}
