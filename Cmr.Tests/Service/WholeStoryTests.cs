using Cmr.Contracts.MediaControl;
using Cmr.Contracts.Soap;
using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;
using Cmr.Persistence;
using Cmr.Persistence.Profiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using System.Net;
using System.Net.Http.Json;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class WholeStoryTests : ServiceTests
{
    private static readonly NumberingPlan Plan = new();

    [TestMethod]
    public async Task What_a_subscriber_sets_over_SOAP_is_what_the_call_path_chooses()
    {
        const string subscriber = "4915112345678", caller = "tel:+49-30-1234567";
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(subscriber, timeZone: "Europe/Berlin");
        ManageCmrResourceResponse created = await Host.CreateResourceAsync("story-tone", 1.99m);
        await BindAsync("story-tone", created.UploadUrl);

        SubscribeCmrResourceResponse subscribed = await cmr6.SubscribeCmrResourceAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriber, ResourceId = "story-tone" });
        Assert.AreEqual(StatusCode.Success, subscribed.StatusCode, subscribed.StatusDescription);
        ManageGroupResponse group = await cmr6.ManageGroupAsync(
            new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriber, OperationType = OperationType.Create, GroupName = "Friends" });
        string groupId = group.GroupInfo.Single().GroupId;
        ManageMemberResponse member = await cmr6.ManageMemberAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = subscriber,
            OperationType = OperationType.Create,
            GroupId = groupId,
            MemberInfo = [new() { MemberId = caller, NickName = "Ann" }],
        });
        Assert.AreEqual(StatusCode.Success, member.StatusCode, member.StatusDescription);
        ManagePresentationRuleResponse rule = await cmr6.ManagePresentationRuleAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = subscriber,
            OperationType = OperationType.Create,
            PreferenceSetting = [new() { Group = true, Priority = 1, ResourceIdGroup = [new() { GroupId = groupId, ResourceId = ["story-tone"] }] }],
        });
        Assert.AreEqual(StatusCode.Success, rule.StatusCode, rule.StatusDescription);

        ManagePresentationRuleResponse rules = await cmr6.ManagePresentationRuleAsync(
            new() { TransactionId = Host.NextTransaction(), SubscriberId = "sip:+4915112345678@ims.example;user=phone", OperationType = OperationType.Query });
        Assert.AreEqual(rule.PreferenceSetting.Single().RuleId, rules.PreferenceSetting.Single().RuleId);
        Assert.AreEqual(groupId, rules.PreferenceSetting.Single().ResourceIdGroup.Single().GroupId);
        ManageMemberResponse members = await cmr6.ManageMemberAsync(
            new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriber, OperationType = OperationType.Query, GroupId = groupId });
        Assert.AreEqual(caller, members.MemberInfo.Single().MemberId);

        RingingView view = await ReadProfileAsync("sip:015112345678@127.0.0.1");
        RingingChoice friend = ResourceChooser.Choose(view, new(Party("sip:+49301234567@10.0.0.1"), TimeProvider.System.GetUtcNow()));
        Assert.AreEqual(ChoiceOrigin.Rule, friend.Origin);
        Assert.AreEqual("story-tone", friend.Resources.Single().ResourceId);
        Assert.HasCount(2, friend.Resources.Single().Tracks);
        RingingChoice stranger = ResourceChooser.Choose(view, new(Party("+491700000000"), TimeProvider.System.GetUtcNow()));
        Assert.AreEqual(ChoiceOrigin.None, stranger.Origin);
    }

    [TestMethod]
    public async Task Every_change_is_in_the_change_log_without_secrets()
    {
        await Host.RegisterAsync("491700000001", secret: "very-secret-word");
        string? logged = (string?)await Host.QueryAsync("SELECT request FROM change_log WHERE subscriber_id = '+491700000001' AND status_code = 0 AND principal_id = $1", ServiceHost.OperatorId);
        Assert.IsNotNull(logged);
        Assert.DoesNotContain("very-secret-word", logged);
        Assert.Contains("ManageServiceSubscriptionRequest", logged);
    }

    private async Task BindAsync(string resourceId, string? uploadUrl)
    {
        Uri upload = new(uploadUrl ?? "");
        Dictionary<string, string> query = upload.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        byte[] original = [1, 2, 3, .. BitConverter.GetBytes(resourceId.GetHashCode(StringComparison.Ordinal))];
        byte[] pcmu = new byte[1600], pcma = [.. Enumerable.Repeat((byte)0xD5, 1600)];
        foreach (byte[] content in new[] { original, pcmu, pcma })
            Assert.Contains(await Host.PutContentAsync(content), new[] { HttpStatusCode.Created, HttpStatusCode.OK });
        ContentBinding binding = new(
            query["id"], long.Parse(query["expires"], System.Globalization.CultureInfo.InvariantCulture), new(ServiceHost.Hash(original), "audio/mpeg", original.Length), 200,
            [new("PCMU", ServiceHost.Hash(pcmu), 1600, 10), new("PCMA", ServiceHost.Hash(pcma), 1600, 10)]);
        using HttpRequestMessage post = new(HttpMethod.Post, new Uri(Host.BaseAddress, $"/internal/resources/{resourceId}/content"))
        {
            Content = JsonContent.Create(binding, ContentJsonContext.Default.ContentBinding),
        };
        post.Headers.Authorization = new("Bearer", Host.Keys.ContentToken);
        await post.Content.LoadIntoBufferAsync();
        using HttpResponseMessage bound = await Host.Http.SendAsync(post);
        Assert.AreEqual(HttpStatusCode.NoContent, bound.StatusCode);
    }

    private async Task<RingingView> ReadProfileAsync(string called)
    {
        ServiceCollection services = new();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Database:ConnectionString", Host.ConnectionString)]).Build();
        services.AddLogging().AddCmrCallPath(configuration);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IRingingProfileReader>().ReadAsync(Party(called), CancellationToken.None);
    }

    private static PartyIdentity Party(string text) => PartyIdentity.TryParse(text, Plan, out PartyIdentity identity) ? identity : throw new AssertFailedException(text);
}
