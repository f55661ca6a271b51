using System.Globalization;
using System.Net.Http.Headers;
using Cmr.Cli.Instance;
using Cmr.Contracts.Soap;

namespace Cmr.Cli.Provisioning;

/// <summary>What an operator's portal does, through the public interfaces only: SOAP and HTTP upload.</summary>
internal sealed class ManagementClient : IDisposable
{
    private const string GroupName = "friends";
    private readonly Cmr5Client _resources;
    private readonly Cmr6Client _service;
    private readonly HttpClient _http;
    private readonly string _run;
    private int _transactions;

    public ManagementClient(InstanceState state, OperatorCredentials operatorCredentials, TimeProvider clock)
    {
        _run = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };
        _resources = new Cmr5Client(OperatorChannel.Open(_http, state, "/cmr5", operatorCredentials));
        _service = new Cmr6Client(OperatorChannel.Open(_http, state, "/cmr6", operatorCredentials));
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

    public void Dispose() => _http.Dispose();

    private string NextTransaction() => $"cli-{_run}-{Interlocked.Increment(ref _transactions)}";
}
