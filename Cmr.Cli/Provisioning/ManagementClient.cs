using System.Globalization;
using System.Net.Http.Headers;
using Cmr.Cli.Instance;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;

namespace Cmr.Cli.Provisioning;

/// <summary>What an operator's portal does, through the public interfaces only: SOAP and HTTP upload.</summary>
internal sealed class ManagementClient : IAsyncDisposable
{
    private const string GroupName = "friends";
    private readonly Cmr5Client _resources;
    private readonly Cmr6Client _service;
    private readonly HttpClient _http;
    private readonly string _run;
    private int _transactions;

    private ManagementClient(HttpClient http, InstanceState state, string sessionKey, string run)
    {
        _http = http;
        _run = run;
        var session = new SoapCredentials.Session(sessionKey);
        _resources = new Cmr5Client(Channel(http, state, "/cmr5", session));
        _service = new Cmr6Client(Channel(http, state, "/cmr6", session));
    }

    /// <summary>Opens a session as the operator.</summary>
    /// <exception cref="RefusedException">The service does not accept the credentials.</exception>
    public static async Task<ManagementClient> OpenAsync(InstanceState state, OperatorCredentials operatorCredentials, TimeProvider clock, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };
        try
        {
            OpenSessionResponse opened = await new Cmr6Client(Channel(http, state, "/cmr6", null)).OpenSessionAsync(
                new() { PrincipalId = operatorCredentials.PrincipalId, Secret = operatorCredentials.Secret }, cancellationToken);
            RefusedException.ThrowUnlessSuccess("OpenSession", opened.StatusCode, opened.StatusDescription);
            string key = opened.SessionKey ?? throw new RefusedException("OpenSession", "no SessionKey in the response");
            return new ManagementClient(http, state, key, clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture));
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Whether a resource of this id exists.</summary>
    public async Task<bool> HasResourceAsync(string resourceId, CancellationToken cancellationToken)
    {
        ManageCmrResourceResponse found = await _resources.ManageCmrResourceAsync(
            new() { OperationType = OperationType.Query, ResourceId = resourceId }, cancellationToken);
        return found.StatusCode == StatusCode.Success;
    }

    /// <summary>Creates a resource and uploads its content to the address that the service hands out.</summary>
    /// <exception cref="RefusedException">The service or the media worker refused it.</exception>
    public async Task PublishAsync(string resourceId, SampleFile file, CancellationToken cancellationToken)
    {
        ManageCmrResourceResponse created = await _resources.ManageCmrResourceAsync(
            new()
            {
                OperationType = OperationType.Create,
                ResourceId = resourceId,
                MediaType = MediaType.Audio,
                Format = file.Format,
                Name = file.Name,
                Price = 0,
                Status = ResourceStatus.Active,
                Author = "CmrEnterprise",
                Language = "en",
                TransactionId = NextTransaction(),
            },
            cancellationToken);
        RefusedException.ThrowUnlessSuccess("ManageCmrResource", created.StatusCode, created.StatusDescription);
        string uploadUrl = created.UploadUrl ?? throw new RefusedException("ManageCmrResource", "no UploadUrl in the response");
        await using FileStream content = File.OpenRead(file.Path);
        using var body = new StreamContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(file.Format) } };
        using HttpResponseMessage answer = await _http.PutAsync(new Uri(uploadUrl), body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new RefusedException("upload", $"HTTP {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    /// <summary>Registers a subscriber of the service; one that is registered already stays as it is.</summary>
    public async Task RegisterAsync(string subscriberId, CancellationToken cancellationToken)
    {
        ManageServiceSubscriptionResponse answer = await _service.ManageServiceSubscriptionAsync(
            new() { TransactionId = NextTransaction(), SubscriberId = subscriberId, OperationType = OperationType.Create }, cancellationToken);
        if (answer.StatusCode != StatusCode.OperationRepeated)
            RefusedException.ThrowUnlessSuccess("ManageServiceSubscription", answer.StatusCode, answer.StatusDescription);
    }

    /// <summary>Puts the resource into the subscriber's library.</summary>
    public async Task SubscribeAsync(string subscriberId, string resourceId, CancellationToken cancellationToken)
    {
        SubscribeCmrResourceResponse answer = await _service.SubscribeCmrResourceAsync(
            new() { TransactionId = NextTransaction(), SubscriberId = subscriberId, ResourceId = resourceId }, cancellationToken);
        RefusedException.ThrowUnlessSuccess("SubscribeCmrResource", answer.StatusCode, answer.StatusDescription);
    }

    /// <summary>Puts the caller into a group and makes the one rule of the subscriber: present the resource to that group.</summary>
    public async Task PresentToAsync(string subscriberId, string callerId, string resourceId, CancellationToken cancellationToken)
    {
        string groupId = await EnsureGroupAsync(subscriberId, cancellationToken);
        ManageMemberResponse member = await _service.ManageMemberAsync(
            new()
            {
                TransactionId = NextTransaction(),
                SubscriberId = subscriberId,
                OperationType = OperationType.Create,
                GroupId = groupId,
                MemberInfo = [new() { MemberId = callerId, NickName = "UE-A" }],
            },
            cancellationToken);
        if (member.StatusCode != StatusCode.OperationRepeated)
            RefusedException.ThrowUnlessSuccess("ManageMember", member.StatusCode, member.StatusDescription);
        await RemoveRulesAsync(subscriberId, cancellationToken);
        var rule = new PreferenceSetting { Group = true, Priority = 0, ResourceIdGroup = [new() { GroupId = groupId, ResourceId = [resourceId] }] };
        await ManageRulesAsync(subscriberId, OperationType.Create, [rule], cancellationToken);
    }

    private async Task<string> EnsureGroupAsync(string subscriberId, CancellationToken cancellationToken)
    {
        ManageGroupResponse known = await ManageGroupAsync(subscriberId, OperationType.Query, null, cancellationToken);
        if (known.GroupInfo.FirstOrDefault(group => group.GroupName == GroupName) is { } group) return group.GroupId;
        return (await ManageGroupAsync(subscriberId, OperationType.Create, GroupName, cancellationToken)).GroupInfo[0].GroupId;
    }

    private async Task<ManageGroupResponse> ManageGroupAsync(string subscriberId, OperationType operation, string? name, CancellationToken cancellationToken)
    {
        ManageGroupResponse answer = await _service.ManageGroupAsync(
            new() { TransactionId = NextTransaction(), SubscriberId = subscriberId, OperationType = operation, GroupName = name }, cancellationToken);
        RefusedException.ThrowUnlessSuccess("ManageGroup", answer.StatusCode, answer.StatusDescription);
        return answer;
    }

    private async Task RemoveRulesAsync(string subscriberId, CancellationToken cancellationToken)
    {
        ManagePresentationRuleResponse known = await ManageRulesAsync(subscriberId, OperationType.Query, [], cancellationToken);
        PreferenceSetting[] named = [.. known.PreferenceSetting.Select(rule => new PreferenceSetting { RuleId = rule.RuleId })];
        if (named.Length > 0) await ManageRulesAsync(subscriberId, OperationType.Delete, named, cancellationToken);
    }

    private async Task<ManagePresentationRuleResponse> ManageRulesAsync(
        string subscriberId, OperationType operation, IReadOnlyList<PreferenceSetting> rules, CancellationToken cancellationToken)
    {
        ManagePresentationRuleResponse answer = await _service.ManagePresentationRuleAsync(
            new() { TransactionId = NextTransaction(), SubscriberId = subscriberId, OperationType = operation, PreferenceSetting = rules }, cancellationToken);
        RefusedException.ThrowUnlessSuccess("ManagePresentationRule", answer.StatusCode, answer.StatusDescription);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.CloseSessionAsync(new());
        _http.Dispose();
    }

    private static SoapChannel Channel(HttpClient http, InstanceState state, string path, SoapCredentials? credentials) =>
        new(http, new Uri(state.SoapUrl + path)) { Credentials = credentials };

    private string NextTransaction() => $"cli-{_run}-{Interlocked.Increment(ref _transactions)}";
}
