using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class GetServiceReportTests
{
    private const string Ann = "+4917080001", Bob = "+4917080002";

    [TestMethod]
    public async Task Each_report_lists_what_it_is_for_and_each_kind_of_principal_sees_its_own()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await TellStoryAsync(host);
        Cmr7Client operatorClient = await ClientAsync(host, ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        Cmr7Client ann = await ClientAsync(host, Ann, "ann-secret"), provider = await ClientAsync(host, ServiceHost.ProviderId, ServiceHost.ProviderSecret);

        CollectionAssert.AreEqual(new[] { "ManageCmrResource 0 report-tone", "ManageCmrResource 10011 report-tone", "ManageCmrResource 0 sp-tone" }, await ChangesAsync(operatorClient, Report(ReportType.ResourceManagement)));
        CollectionAssert.AreEqual(new[] { "ManageCmrResource 0 report-tone", "ManageCmrResource 10011 report-tone" }, await ChangesAsync(provider, Report(ReportType.ResourceManagement)));
        CollectionAssert.AreEqual(new[] { "ManageCmrResource 0 sp-tone" }, await ChangesAsync(operatorClient, Report(ReportType.ResourceManagement) with { ResourceId = "sp-tone" }));
        CollectionAssert.AreEqual(new[] { "ManageServiceSubscription 0 ", "SubscribeCmrResource 0 report-tone" }, await ChangesAsync(ann, Report(ReportType.ServiceManagement)));
        CollectionAssert.AreEqual(new[] { "ManageServiceSubscription 0 " }, await ChangesAsync(operatorClient, Report(ReportType.ServiceManagement) with { SubscriberId = "tel:017080002" }));
        CollectionAssert.AreEqual(new[] { "SubscribeCmrResource 0 report-tone" }, await ChangesAsync(operatorClient, Report(ReportType.ServiceManagement) with { PrincipalId = Ann }));

        ReportRecord call = (await ann.GetServiceReportAsync(Report(ReportType.Presentation))).ReportRecord.Single();
        Assert.AreEqual((Ann, Bob, "Answered", 200, 4000L, "report-tone"), (call.SubscriberId, call.OtherParty, call.Outcome, call.ResultCode, call.DurationMs, call.ResourceId.Single()));
        Assert.HasCount(2, (await operatorClient.GetServiceReportAsync(Report(ReportType.Presentation))).ReportRecord);
        Assert.HasCount(1, (await operatorClient.GetServiceReportAsync(Report(ReportType.Presentation) with { ResourceId = "report-tone" })).ReportRecord);

        string[] usage = [.. (await provider.GetServiceReportAsync(Report(ReportType.ResourceUsage))).ReportRecord.Select(record => $"{record.ResourceId.Single()} {record.Operation} {record.Count} {record.DurationMs}")];
        CollectionAssert.AreEqual(new[] { "report-tone Presentation 1 4000", "report-tone Subscription 1 " }, usage);
        Assert.HasCount(4, (await operatorClient.GetServiceReportAsync(Report(ReportType.ResourceUsage))).ReportRecord);

        await Eventually.IsTrueAsync(async () => (long?)await host.QueryAsync("SELECT count(*) FROM audit_log WHERE status_code = 10011") == 1, "the audit is written");
        ReportRecord refused = (await operatorClient.GetServiceReportAsync(Report(ReportType.Audit))).ReportRecord.Single(record => record.ResultCode == 10011);
        Assert.AreEqual(("ManageCmrResource", "Refused", ServiceHost.ProviderId), (refused.Operation, refused.Outcome, refused.PrincipalId));
        Assert.IsNotEmpty((await operatorClient.GetServiceReportAsync(Report(ReportType.Audit) with { SubscriberId = Ann })).ReportRecord);
    }

    [TestMethod]
    public async Task Charges_are_listed_for_who_pays_and_for_whose_resource_it_is_without_the_buyer()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await host.RegisterAsync(Ann, "ann-secret");
        await host.QueryAsync($"""
            INSERT INTO charges (charged_at, event, principal_id, charged_party_id, subscriber_id, resource_id, provider_id, amount, currency, transaction_id)
            VALUES (now(), 2, '{Ann}', '{Ann}', '{Ann}', 'tone', '{ServiceHost.ProviderId}', 1.25, 'EUR', 'x'), (now(), 1, 'operator', '+49', '+49', NULL, NULL, 5, 'EUR', 'y'),
                (now(), 5, '{Bob}', '{Bob}', '{Ann}', 'tone', NULL, 7, 'EUR', 'z')
            """);
        Cmr7Client ann = await ClientAsync(host, Ann, "ann-secret"), provider = await ClientAsync(host, ServiceHost.ProviderId, ServiceHost.ProviderSecret);
        ReportRecord own = (await ann.GetServiceReportAsync(Report(ReportType.Charging))).ReportRecord.Single();
        Assert.AreEqual(("ResourceSubscription", 1.25m, "EUR", Ann, "tone"), (own.Operation, own.Amount, own.Currency, own.SubscriberId, own.ResourceId.Single()));
        ReportRecord sold = (await provider.GetServiceReportAsync(Report(ReportType.Charging))).ReportRecord.Single();
        Assert.AreEqual((1.25m, null, null, null), (sold.Amount, sold.SubscriberId, sold.OtherParty, sold.PrincipalId));
        Cmr7Client operatorClient = await ClientAsync(host, ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        Assert.HasCount(3, (await operatorClient.GetServiceReportAsync(Report(ReportType.Charging))).ReportRecord);
        ReportRecord gift = (await operatorClient.GetServiceReportAsync(Report(ReportType.Charging) with { SubscriberId = Bob })).ReportRecord.Single();
        Assert.AreEqual(("Gift", 7m, Bob, Ann), (gift.Operation, gift.Amount, gift.SubscriberId, gift.OtherParty), "who gave pays; who was given it does not see what it cost");
        Assert.HasCount(1, (await operatorClient.GetServiceReportAsync(Report(ReportType.Charging) with { PrincipalId = "operator" })).ReportRecord);
    }

    [TestMethod]
    [DataRow(ReportType.ServiceManagement)]
    [DataRow(ReportType.Presentation)]
    [DataRow(ReportType.Audit)]
    [DataRow(ReportType.ResourceUsage)]
    public async Task Pages_follow_each_other_without_gap_and_without_repetition(ReportType type)
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await host.QueryAsync("""
            INSERT INTO change_log (changed_at, principal_id, operation, status_code, request) SELECT now() - make_interval(secs => n / 3), 'p', 'ManageGroup', 0, '' FROM generate_series(1, 25) n;
            INSERT INTO call_records (called, record_id, node, call_id, subscribed, origin, resource_ids, mode, received_at, ended_at, outcome, final_status)
                SELECT '+' || n, gen_random_uuid(), 'n', 'c', true, 1, '{}', 'm', now() - make_interval(secs => n / 3), now(), 1, 200 FROM generate_series(1, 25) n;
            INSERT INTO audit_log SELECT now() - make_interval(secs => n / 3), gen_random_uuid(), 'n', 'p', 'x', NULL, 'Cmr1', 'Old', NULL, NULL, 0, NULL, 200, 5 FROM generate_series(1, 25) n;
            INSERT INTO resources (resource_id, owner_principal_id, originator, media_type, name, status, created_at, updated_at) SELECT 'r' || n, 'p', 1, 1, 'n', 1, now(), now() FROM generate_series(1, 12) n;
            """);
        Cmr7Client client = await ClientAsync(host, ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        GetServiceReportRequest request = Report(type) with { EndTime = TimeProvider.System.GetUtcNow(), MaxRecords = 4, PrincipalId = type is ReportType.Audit ? "x" : null };
        int expected = (await client.GetServiceReportAsync(request with { MaxRecords = null })).ReportRecord.Count;
        List<string> seen = [];
        for (GetServiceReportResponse page; ; request = request with { StartAfter = page.NextRecord })
        {
            page = await client.GetServiceReportAsync(request);
            Assert.AreEqual(StatusCode.Success, page.StatusCode, page.StatusDescription);
            Assert.IsLessThanOrEqualTo(4, page.ReportRecord.Count);
            seen.AddRange(page.ReportRecord.Select(record => record.RecordId));
            if (page.NextRecord is null)
                break;
        }
        Assert.IsGreaterThanOrEqualTo(24, seen.Count);
        Assert.AreEqual(expected, seen.Count);
        Assert.AreEqual(seen.Count, seen.Distinct().Count());
    }

    [TestMethod]
    public async Task What_may_not_be_asked_and_what_makes_no_sense_is_refused()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await host.RegisterAsync(Ann, "ann-secret");
        Cmr7Client ann = await ClientAsync(host, Ann, "ann-secret"), provider = await ClientAsync(host, ServiceHost.ProviderId, ServiceHost.ProviderSecret);
        Cmr7Client operatorClient = await ClientAsync(host, ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        foreach (ReportType type in new[] { ReportType.ResourceManagement, ReportType.ResourceUsage, ReportType.Audit })
            await RefusedAsync(ann, Report(type), StatusCode.SecurityError);
        foreach (ReportType type in new[] { ReportType.ServiceManagement, ReportType.Presentation, ReportType.Audit })
            await RefusedAsync(provider, Report(type), StatusCode.SecurityError);
        await RefusedAsync(ann, Report(ReportType.Presentation) with { SubscriberId = Bob }, StatusCode.SecurityError);
        await RefusedAsync(ann, Report(ReportType.ServiceManagement) with { PrincipalId = "operator" }, StatusCode.SecurityError);
        await RefusedAsync(provider, Report(ReportType.Charging) with { PrincipalId = "another" }, StatusCode.SecurityError);
        await RefusedAsync(provider, Report(ReportType.Charging) with { SubscriberId = Ann }, StatusCode.SecurityError);
        GetServiceReportRequest fine = Report(ReportType.Audit);
        await RefusedAsync(operatorClient, fine with { EndTime = fine.StartTime }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, fine with { StartTime = fine.EndTime.AddDays(-400) }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, Report(ReportType.ResourceUsage) with { StartTime = fine.EndTime.AddDays(-40) }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, fine with { StartAfter = "forged" }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, fine with { StartAfter = new string('A', 5000) }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, fine with { ResourceId = "r" }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, fine with { SubscriberId = "not anybody" }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, Report(ReportType.Presentation) with { PrincipalId = "x" }, StatusCode.ParameterInvalid);
        await RefusedAsync(operatorClient, Report(ReportType.ResourceUsage) with { SubscriberId = Ann }, StatusCode.ParameterInvalid);
        Assert.IsEmpty((await operatorClient.GetServiceReportAsync(fine with { StartTime = DateTimeOffset.MinValue, EndTime = DateTimeOffset.MinValue.AddDays(2) })).ReportRecord);
    }

    private static async Task TellStoryAsync(ServiceHost host)
    {
        await host.RegisterAsync(Ann, "ann-secret");
        await host.RegisterAsync(Bob, "bob-secret");
        Cmr5Client provider = host.Cmr5(await host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        ManageCmrResourceRequest create = new() { OperationType = OperationType.Create, ResourceId = "report-tone", MediaType = MediaType.Audio, Name = "n" };
        Assert.AreEqual(StatusCode.Success, (await provider.ManageCmrResourceAsync(create)).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await provider.ManageCmrResourceAsync(create)).StatusCode);
        await host.CreateResourceAsync("sp-tone");
        Cmr1Client ann = host.Cmr1(await host.SessionAsync(Ann, "ann-secret"));
        Assert.AreEqual(StatusCode.Success, (await ann.SubscribeCmrResourceAsync(new() { SubscriberId = Ann, ResourceId = "report-tone" })).StatusCode);
        foreach ((string called, string resources) in new[] { (Ann, "{report-tone}"), (Bob, "{}") })
        {
            await host.QueryAsync($"""
                INSERT INTO call_records (called, record_id, node, call_id, caller, subscribed, origin, resource_ids, mode, received_at, presented_at, presentation_ended_at, ended_at, outcome, final_status)
                VALUES ('{called}', gen_random_uuid(), 'n', 'c', '{Bob}', true, 1, '{resources}', 'GW-U', now(), now(), now() + interval '4 s', now() + interval '9 s', 1, 200)
                """);
        }
    }

    private static GetServiceReportRequest Report(ReportType type)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new() { ReportType = type, StartTime = now.AddHours(-1), EndTime = now.AddHours(1) };
    }

    private static async Task<string[]> ChangesAsync(Cmr7Client client, GetServiceReportRequest request)
    {
        GetServiceReportResponse report = await client.GetServiceReportAsync(request);
        Assert.AreEqual(StatusCode.Success, report.StatusCode, report.StatusDescription);
        return [.. report.ReportRecord.Select(record => $"{record.Operation} {record.ResultCode} {string.Join(',', record.ResourceId)}")];
    }

    private static async Task RefusedAsync(Cmr7Client client, GetServiceReportRequest request, StatusCode code)
    {
        GetServiceReportResponse answer = await client.GetServiceReportAsync(request);
        Assert.AreEqual(code, answer.StatusCode, $"{request}: {answer.StatusDescription}");
    }

    private static async Task<Cmr7Client> ClientAsync(ServiceHost host, string principal, string secret) => new(host.Channel("/cmr7", await host.SessionAsync(principal, secret)));
}
