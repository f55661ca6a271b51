using System.Text.RegularExpressions;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Tests.Soap;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed partial class LogSecrecyTests
{
    private const string Number = "+491709123456", Friend = "+491708765432";

    private static readonly string[] Spellings = ["01709123456", "tel:+49-170-9123456", "sip:+491709123456@example.com;user=phone", "+49 (170) 9123456", Number];

    // Everything that any logger says, the platform's and the database layer's at their most talkative included
    private static readonly string[] TellAll = [$"--Logging:{typeof(RecordingLoggerProvider).FullName}:LogLevel:Default=Trace"];

    [TestMethod]
    public async Task No_secret_no_session_key_and_no_whole_number_is_in_any_log_line_whatever_happens()
    {
        await using ServiceHost host = await ServiceHost.StartAsync(TellAll);
        RecordingLoggerProvider logs = new();
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        List<string> keys = await TellStoryAsync(host);
        string[] lines = [.. logs.Lines.Select(line => $"{line.Id.Id} {line.Text} {line.Exception}")];
        Assert.IsGreaterThan(50, lines.Length, "the story is told");
        Assert.IsTrue(Array.Exists(lines, line => line.StartsWith("1101 ", StringComparison.Ordinal)), "wrong credentials are logged");
        Assert.IsTrue(Array.Exists(lines, line => line.StartsWith("1201 ", StringComparison.Ordinal)), "missing permission is logged");
        foreach (string line in lines)
        {
            Assert.IsFalse(Telling().IsMatch(line), line);
            Assert.IsFalse(keys.Exists(key => line.Contains(key, StringComparison.Ordinal)), line);
        }
    }

    [TestMethod]
    public async Task The_incident_of_a_general_error_is_in_the_log_with_its_exception()
    {
        await using ServiceHost host = await ServiceHost.StartAsync(TellAll);
        RecordingLoggerProvider logs = new();
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        Cmr6Client cmr6 = await host.OperatorAsync();
        await host.QueryAsync("ALTER TABLE system_default_resources RENAME TO away");
        ManageSystemSettingResponse answer = await cmr6.ManageSystemSettingAsync(new() { TransactionId = "x", OperationType = OperationType.Query });
        Assert.AreEqual(StatusCode.GeneralError, answer.StatusCode);
        string incident = Incident().Match(answer.StatusDescription ?? "").Groups[1].Value;
        Assert.IsNotEmpty(incident);
        (LogLevel level, EventId _, string _, Exception? exception) = logs.Lines.Single(line => line.Level >= LogLevel.Error && line.Text.Contains(incident, StringComparison.Ordinal));
        Assert.AreEqual(LogLevel.Error, level);
        Assert.Contains("system_default_resources", exception?.ToString() ?? "");
    }

    private static async Task<List<string>> TellStoryAsync(ServiceHost host)
    {
        List<string> keys = [];
        Cmr6Client cmr6 = await host.OperatorAsync();
        ManageServiceSubscriptionRequest register = new() { TransactionId = "l-1", SubscriberId = Spellings[1], OperationType = OperationType.Create, Secret = "hush-hush", DigestEnabled = true };
        await cmr6.ManageServiceSubscriptionAsync(register);
        await cmr6.ManageServiceSubscriptionAsync(register with { TransactionId = "l-2" });
        await cmr6.ManageServiceSubscriptionAsync(register with { TransactionId = "l-3", Secret = "hush-hush\u0085" });
        await cmr6.ManagePrincipalAsync(new() { TransactionId = "l-4", OperationType = OperationType.Create, PrincipalId = "cp", PrincipalKind = PrincipalKind.ContentProvider, Secret = "hush-hush-2" });
        await host.RegisterAsync(Friend, "hush-hush-3");
        await host.CreateResourceAsync("log-tone");
        foreach (string spelling in Spellings)
        {
            OpenSessionResponse opened = await host.Cmr1().OpenSessionAsync(new() { PrincipalId = spelling, Secret = "hush-hush" });
            Assert.AreEqual(StatusCode.Success, opened.StatusCode, opened.StatusDescription);
            keys.Add(opened.SessionKey ?? "");
            Cmr1Client own = host.Cmr1(new SoapCredentials.Session(opened.SessionKey ?? ""));
            await UseAsync(own, host, spelling);
            await host.Cmr1().OpenSessionAsync(new() { PrincipalId = spelling, Secret = "hush-hush-wrong" });
            await host.Cmr1(new SoapCredentials.UsernameToken(spelling, "hush-hush", Digest: true)).ManageGroupAsync(new() { TransactionId = "q", SubscriberId = spelling, OperationType = OperationType.Query });
            await own.CloseSessionAsync(new());
            await own.ManageGroupAsync(new() { TransactionId = "q", SubscriberId = spelling, OperationType = OperationType.Query });
        }
        for (int i = 0; i < 12; i++)
            await host.Cmr1(new SoapCredentials.UsernameToken(Number, $"hush-hush-{i}-wrong")).ManageGroupAsync(new() { TransactionId = "q", SubscriberId = Number, OperationType = OperationType.Query });
        await host.PostAsync("/cmr1", Envelopes.With(Envelopes.SessionKey("hush-hush-forged"), $"<GetCmrResourceListRequest xmlns='urn:oma:cmr:1.0'><SubscriberId>{Number}</SubscriberId><ResourceListId>x</Resour"));
        await host.PostAsync("/cmr1", Envelopes.With(Envelopes.UsernameToken(Number, "hush-hush"), $"<Unheard xmlns='urn:oma:cmr:1.0'><SubscriberId>{Number}</SubscriberId></Unheard>"));
        await host.QueryAsync("ALTER TABLE caller_groups RENAME TO away");
        await cmr6.ManageGroupAsync(new() { TransactionId = "l-9", SubscriberId = Number, OperationType = OperationType.Create, GroupName = "g" });
        return keys;
    }

    private static async Task UseAsync(Cmr1Client own, ServiceHost host, string spelling)
    {
        ManageGroupResponse group = await own.ManageGroupAsync(new() { TransactionId = host.NextTransaction(), SubscriberId = spelling, OperationType = OperationType.Create, GroupName = "g" });
        await own.ManageMemberAsync(new()
        {
            TransactionId = host.NextTransaction(),
            SubscriberId = spelling,
            OperationType = OperationType.Create,
            GroupId = group.GroupInfo.Single().GroupId,
            MemberInfo = [new() { MemberId = Friend, NickName = "friend" }],
        });
        await own.SubscribeCmrResourceAsync(new() { SubscriberId = spelling, ResourceId = "log-tone" });
        await own.AddCmrResourceAsync(new() { Action = AddAction.Gift, SubscriberId = Friend, ResourceId = ["log-tone"], ResourceOwner = spelling });
        await own.ManageGroupAsync(new() { TransactionId = host.NextTransaction(), SubscriberId = Friend, OperationType = OperationType.Query });
        await own.GetCmrResourceListAsync(new() { SubscriberId = Friend, ResourceListId = "000000" });
    }

    [GeneratedRegex("hush|9123456|8765432", RegexOptions.CultureInvariant)]
    private static partial Regex Telling();

    [GeneratedRegex("incident ([0-9a-f]{6,})", RegexOptions.CultureInvariant)]
    private static partial Regex Incident();
}
