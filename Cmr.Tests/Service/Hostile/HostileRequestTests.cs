using System.Net;
using System.Text;
using System.Xml.Linq;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Tests.Soap;

namespace Cmr.Tests.Service.Hostile;

/// <summary>Hostile requests against the real service and its database: each gets its answer, and nothing changes.</summary>
[TestClass]
public sealed class HostileRequestTests : ServiceTests
{
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private static readonly XNamespace Cmr = "urn:oma:cmr:1.0";

    [TestMethod]
    public async Task Each_gets_its_answer_and_changes_nothing()
    {
        Dictionary<string, string> keys = await SetStageAsync();
        HostileCase[] cases = [.. HostileCases.All];
        Assert.IsGreaterThan(100, cases.Length);
        Dictionary<string, string> before = await DatabaseFingerprint.TakeAsync(Host.ConnectionString);
        List<string> wrong = [];
        foreach (HostileCase one in cases)
        {
            string got = await SendAsync(one, keys, Soap11, "text/xml");
            if (!one.Expected.Split('|').Contains(got)) wrong.Add($"{one.What}: expected {one.Expected}, got {got}");
            Dictionary<string, string> after = await DatabaseFingerprint.TakeAsync(Host.ConnectionString);
            wrong.AddRange(after.Where(table => before.GetValueOrDefault(table.Key) != table.Value).Select(table => $"{one.What}: changed {table.Key}"));
            before = after;
        }

        Assert.AreEqual("", string.Join('\n', wrong));
        Assert.AreEqual(StatusCode.Success, (await (await Host.OperatorAsync()).ManageSystemSettingAsync(new() { TransactionId = "hostile-end", OperationType = OperationType.Query })).StatusCode);
    }

    [TestMethod]
    public async Task In_SOAP_1_2_each_gets_the_same()
    {
        Dictionary<string, string> keys = await SetStageAsync();
        Dictionary<string, string> before = await DatabaseFingerprint.TakeAsync(Host.ConnectionString);
        List<string> wrong = [];
        foreach (HostileCase one in HostileCases.All)
        {
            string got = await SendAsync(one, keys, Soap12, "application/soap+xml");
            if (!one.Expected.Replace("Client", "Sender", StringComparison.Ordinal).Split('|').Contains(got)) wrong.Add($"{one.What}: expected {one.Expected}, got {got}");
        }

        Dictionary<string, string> after = await DatabaseFingerprint.TakeAsync(Host.ConnectionString);
        wrong.AddRange(after.Where(table => before.GetValueOrDefault(table.Key) != table.Value).Select(table => $"changed {table.Key}"));
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void There_are_150_of_them_or_more_below_SOAP_in_SOAP_and_in_the_operations() =>
        Assert.IsGreaterThanOrEqualTo(150, HostileHttpTests.Cases + SoapBadInputTests.Cases + HostileCases.All.Count());

    [TestMethod]
    public async Task A_request_cut_short_changes_nothing()
    {
        Dictionary<string, string> keys = await SetStageAsync();
        HostileCase create = new("cut", "/cmr1", "<c:SessionKey>{A}</c:SessionKey>", HostileCases.FirstUse.Replace(HostileCases.UsedTransaction, "hostile-cut", StringComparison.Ordinal), "");
        byte[] whole = Encoding.UTF8.GetBytes(Envelope(create, keys, Soap11));
        Dictionary<string, string> before = await DatabaseFingerprint.TakeAsync(Host.ConnectionString);
        for (int length = 0; length < whole.Length; length += 7)
        {
            using ByteArrayContent content = new(whole[..length]);
            content.Headers.ContentType = new("text/xml");
            using HttpResponseMessage response = await Host.Http.PostAsync(new Uri(Host.BaseAddress, create.Path), content);
            Assert.AreEqual(HttpStatusCode.InternalServerError, response.StatusCode, $"cut at {length}");
        }

        CollectionAssert.AreEquivalent(before, await DatabaseFingerprint.TakeAsync(Host.ConnectionString));
    }

    private async Task<Dictionary<string, string>> SetStageAsync()
    {
        bool isSet = await Host.QueryAsync("SELECT count(*) FROM subscribers WHERE subscriber_id = $1", HostileCases.A) is > 0L;
        if (!isSet)
        {
            await Host.RegisterAsync(HostileCases.A, "secret-of-a");
            await Host.RegisterAsync(HostileCases.B, "secret-of-b");
            await Host.CreateResourceAsync(HostileCases.Song);
            Cmr6Client cmr6 = await Host.OperatorAsync();
            await cmr6.SubscribeCmrResourceAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = HostileCases.B, ResourceId = HostileCases.Song });
            await cmr6.ManageGroupAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = HostileCases.B, OperationType = OperationType.Create, GroupName = "of B" });
        }

        Dictionary<string, string> keys = new()
        {
            ["{A}"] = await KeyAsync(HostileCases.A, "secret-of-a"),
            ["{B}"] = await KeyAsync(HostileCases.B, "secret-of-b"),
            ["{operator}"] = await KeyAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret),
            ["{provider}"] = await KeyAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret),
        };
        Assert.AreEqual("0", await SendAsync(new("first use", "/cmr1", "<c:SessionKey>{A}</c:SessionKey>", HostileCases.FirstUse, "0"), keys, Soap11, "text/xml"));
        return keys;
    }

    private async Task<string> KeyAsync(string principal, string secret) => ((SoapCredentials.Session)await Host.SessionAsync(principal, secret)).Key;

    /// <summary>The status code of the answer, or the code of its fault.</summary>
    private async Task<string> SendAsync(HostileCase one, Dictionary<string, string> keys, string soap, string mediaType)
    {
        using StringContent content = new(Envelope(one, keys, soap), Encoding.UTF8, mediaType);
        using HttpResponseMessage response = await Host.Http.PostAsync(new Uri(Host.BaseAddress, one.Path), content).WaitAsync(TimeSpan.FromSeconds(20));
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(mediaType, response.Content.Headers.ContentType?.MediaType, $"{one.What}: {text}");
        XElement body = XDocument.Parse(text).Descendants(XName.Get("Body", soap)).Single();
        if (body.Element(XName.Get("Fault", soap)) is not { } fault) return body.Descendants(Cmr + "StatusCode").Single().Value;
        XElement code = fault.Element("faultcode") ?? fault.Descendants(XName.Get("Value", soap)).First();
        return code.Value.Split(':')[1];
    }

    private static string Envelope(HostileCase one, Dictionary<string, string> keys, string soap)
    {
        string header = one.Header, body = one.Body;
        foreach ((string placeholder, string key) in keys)
        {
            header = header.Replace(placeholder, key, StringComparison.Ordinal);
            body = body.Replace(placeholder, key, StringComparison.Ordinal);
        }

        if (soap == Soap12) header = header.Replace("s:actor", "s:role", StringComparison.Ordinal);
        return $"""<s:Envelope xmlns:s="{soap}" xmlns:c="{Cmr}"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>""";
    }
}
