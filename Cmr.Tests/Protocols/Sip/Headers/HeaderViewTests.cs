using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Protocols.Sip.Headers;

/// <summary>Every view of a message: read from a row, written canonically, read again, compared; and then fed with rubbish.</summary>
[TestClass]
public sealed class HeaderViewTests
{
    private const string Absent = "(absent)";

    // Every view of SipMessage by name of its field, as canonical text.
    private static readonly Dictionary<string, Func<SipMessage, string>> Views = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Via"] = m => m.TopVia.ToString(), ["From"] = m => m.From.ToString(), ["To"] = m => m.To.ToString(),
        ["Call-ID"] = m => m.CallId.ToString(), ["CSeq"] = m => m.CSeq.ToString(), ["Contact"] = m => Text(m.Contacts),
        ["Route"] = m => Text(m.Routes), ["Record-Route"] = m => Text(m.RecordRoutes), ["Max-Forwards"] = m => Text(m.MaxForwards),
        ["Content-Length"] = m => Text(m.ContentLength), ["Content-Type"] = m => Text(m.ContentType), ["Content-Disposition"] = m => Text(m.ContentDisposition),
        ["Content-Encoding"] = m => Text(m.ContentEncoding), ["Content-Language"] = m => Text(m.ContentLanguage), ["Require"] = m => Text(m.Require.ToList()),
        ["Supported"] = m => Text(m.Supported.ToList()), ["Proxy-Require"] = m => Text(m.ProxyRequire.ToList()), ["Unsupported"] = m => Text(m.Unsupported.ToList()),
        ["Allow"] = m => Text(m.Allow.ToList()), ["Allow-Events"] = m => Text(m.AllowEvents.ToList()), ["Accept"] = m => Text(m.Accept),
        ["Accept-Encoding"] = m => Text(m.AcceptEncoding), ["Accept-Language"] = m => Text(m.AcceptLanguage), ["RSeq"] = m => Text(m.RSeq), ["RAck"] = m => Text(m.RAck),
        ["Expires"] = m => Text(m.Expires), ["Min-Expires"] = m => Text(m.MinExpires), ["Session-Expires"] = m => Text(m.SessionExpires), ["Min-SE"] = m => Text(m.MinSE),
        ["Retry-After"] = m => Text(m.RetryAfter), ["Reason"] = m => Text(m.Reasons), ["Warning"] = m => Text(m.Warnings), ["P-Early-Media"] = m => Text(m.PEarlyMedia),
        ["P-Asserted-Identity"] = m => Text(m.PAssertedIdentity), ["P-Preferred-Identity"] = m => Text(m.PPreferredIdentity), ["Privacy"] = m => Text(m.Privacy),
        ["Alert-Info"] = m => Text(m.AlertInfo), ["Call-Info"] = m => Text(m.CallInfo), ["Error-Info"] = m => Text(m.ErrorInfo), ["Authorization"] = m => Text(m.Authorization),
        ["Proxy-Authorization"] = m => Text(m.ProxyAuthorization), ["WWW-Authenticate"] = m => Text(m.WwwAuthenticate), ["Proxy-Authenticate"] = m => Text(m.ProxyAuthenticate),
        ["Authentication-Info"] = m => Text(m.AuthenticationInfo), ["Event"] = m => Text(m.Event), ["Subscription-State"] = m => Text(m.SubscriptionState),
        ["Refer-To"] = m => Text(m.ReferTo), ["Referred-By"] = m => Text(m.ReferredBy), ["Replaces"] = m => Text(m.Replaces), ["Join"] = m => Text(m.Join),
        ["Target-Dialog"] = m => Text(m.TargetDialog), ["Info-Package"] = m => Text(m.InfoPackage), ["Recv-Info"] = m => Text(m.RecvInfo), ["Timestamp"] = m => Text(m.Timestamp),
        ["Date"] = m => Text(m.Date), ["In-Reply-To"] = m => Text(m.InReplyTo.ToList()), ["Reply-To"] = m => Text(m.ReplyTo), ["Path"] = m => Text(m.Path),
        ["Service-Route"] = m => Text(m.ServiceRoute), ["History-Info"] = m => Text(m.HistoryInfo), ["Diversion"] = m => Text(m.Diversions),
        ["P-Charging-Vector"] = m => Text(m.PChargingVector), ["P-Access-Network-Info"] = m => Text(m.PAccessNetworkInfo), ["P-Called-Party-ID"] = m => Text(m.PCalledPartyId),
        ["P-Visited-Network-ID"] = m => Text(m.PVisitedNetworkId), ["P-Asserted-Service"] = m => Text(m.PAssertedService.ToList()),
        ["P-Preferred-Service"] = m => Text(m.PPreferredService.ToList()), ["Accept-Contact"] = m => Text(m.AcceptContact), ["Reject-Contact"] = m => Text(m.RejectContact),
        ["P-Associated-URI"] = m => Text(m.PAssociatedUri), ["P-Charging-Function-Addresses"] = m => Text(m.PChargingFunctionAddresses), ["P-Served-User"] = m => Text(m.PServedUser),
        ["Request-Disposition"] = m => Text(m.RequestDisposition.ToList()), ["Geolocation-Routing"] = m => m.GeolocationRouting.ToString(), ["Geolocation-Error"] = m => Text(m.GeolocationError),
        ["SIP-ETag"] = m => m.SipETag.ToString(), ["SIP-If-Match"] = m => m.SipIfMatch.ToString(), ["Identity"] = m => Text(m.Identities), ["Session-ID"] = m => Text(m.SessionId),
        ["Resource-Priority"] = m => Text(m.ResourcePriority), ["Accept-Resource-Priority"] = m => Text(m.AcceptResourcePriority), ["User-to-User"] = m => Text(m.UserToUser),
        ["Security-Client"] = m => Text(m.SecurityClient), ["Security-Server"] = m => Text(m.SecurityServer), ["Security-Verify"] = m => Text(m.SecurityVerify),
        ["Max-Breadth"] = m => Text(m.MaxBreadth), ["Flow-Timer"] = m => Text(m.FlowTimer), ["Refer-Sub"] = m => Text(m.ReferSub), ["Content-ID"] = m => m.ContentId.ToString(),
        ["Feature-Caps"] = m => Text(m.FeatureCaps), ["Geolocation"] = m => Text(m.Geolocation), ["CMR-Control"] = m => Text(m.CmrControl),
        ["MIME-Version"] = m => m.MimeVersion.ToString(), ["Organization"] = m => m.Organization.ToString(), ["Priority"] = m => m.Priority.ToString(),
        ["Server"] = m => m.Server.ToString(), ["Subject"] = m => m.Subject.ToString(), ["User-Agent"] = m => m.UserAgent.ToString(),
    };

    private static readonly string[] Rubbish =
    [
        "", " ", ",", ",,,", ";", ";;", "=", "\"", "\"\\", "\"\\\"", "<", ">", "<>", "<<sip:a@b>>", "<sip:a@b", "(", "((((", "()", "*", "*;", "\0", "a\0b", "%", "%zz",
        "99999999999999999999", "-1", "1 2 3 4", "\u00ff\u00fe", "a;b=\"", "a;b=\"\\", "a;=b", "a=b=c", "Digest ", "Digest a", "Digest a=\"", "Digest a=1,,b=2", "a/", "/a", "a/b/c",
        "sip:", "<sip:>", "\"x\" \"y\" <sip:a@b>", "1.2.3;q=9.99999", "Sat, 31 Feb 2026 25:61:61 GMT", "<sip:a@b?x=%>", "a\r\n b", "\t;\t=\t", "[::", "tel:+", "all;priority=maybe", "cmrbt;presenting;none",
    ];

    public static IEnumerable<object[]> Cases => Rows("values.tsv", 3);

    public static IEnumerable<object[]> Forms => Rows("forms.tsv", 4);

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Plain_and_odd_values_are_seen_and_broken_ones_are_refused_or_passed_on_unseen(string name, string plain, string odd, string broken)
    {
        foreach (string value in (ReadOnlySpan<string>)[plain, odd])
        {
            SipMessage message = With(name, Unescaped(value));
            Assert.IsTrue(Views[name](message) is not (Absent or ""), value);
            Assert.IsTrue(message.TryGet(Encoding.UTF8.GetBytes(name), out HeaderRow row) && row.Line.ToString() == $"{name}: {Unescaped(value)}", "the row is not octet for octet");
        }

        if (broken != "~" && TryWith(name, Unescaped(broken)) is { } carried)
        {
            Assert.AreEqual(Absent, Views[name](carried));
            Assert.IsTrue(carried.TryGet(Encoding.UTF8.GetBytes(name), out HeaderRow row) && row.Line.ToString() == $"{name}: {Unescaped(broken)}", "the row is not octet for octet");
        }
    }

    [TestMethod]
    public void Every_header_of_the_library_has_its_plain_odd_and_broken_value() =>
        CollectionAssert.AreEquivalent(Views.Keys.ToArray(), Forms.Select(row => (string)row[0]).ToArray());

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_value_is_read_written_canonically_and_read_again_the_same(string name, string value, string canonical)
    {
        SipMessage message = With(name, Unescaped(value));
        Assert.AreEqual(canonical, Views[name](message));
        if (canonical != Absent && canonical.Length > 0)
        {
            SipMessage again = With(name, canonical);
            Assert.AreEqual(canonical, Views[name](again), "the canonical form reads as itself");
        }
    }

    [TestMethod]
    public void Every_known_header_with_a_view_has_a_case_and_rubbish_in_it_throws_nothing()
    {
        HashSet<string> covered = [.. Cases.Select(row => (string)row[0])];
        Assert.IsEmpty(Views.Keys.Except(covered, StringComparer.OrdinalIgnoreCase));
        foreach ((string name, Func<SipMessage, string> view) in Views)
        {
            foreach (string rubbish in Rubbish)
            {
                if (TryWith(name, rubbish) is { } message)
                {
                    string text = view(message);
                    Assert.IsTrue(text == Absent || TryWith(name, text) is not null, $"{name}: '{rubbish}' was written as '{text}', which is refused");
                }
            }
        }
    }

    [TestMethod]
    public void Every_registered_header_of_the_library_has_a_view()
    {
        IEnumerable<string> names = Enum.GetValues<HeaderId>().Where(id => id is not HeaderId.Unknown).Select(id => KnownHeaders.Get(id).Name);
        CollectionAssert.AreEquivalent(names.ToArray(), Views.Keys.ToArray());
    }

    private static IEnumerable<object[]> Rows(string file, int columns) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "TestData", "headers", file))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(cells => cells[..columns].Cast<object>().ToArray());

    private static string Unescaped(string value) =>
        value.Replace("\\r\\n", "\r\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);

    private static SipMessage With(string name, string value) => TryWith(name, value) ?? throw new FormatException($"{name}: {value}");

    private static SipMessage? TryWith(string name, string value)
    {
        string[] lines = Encoding.UTF8.GetString(An.Request(SipMethod.Options).Received().Build().Bytes.Span).Split("\r\n");
        IEnumerable<string> others = lines[1..].Where(line => !line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        string text = string.Join("\r\n", [lines[0], $"{name}: {value}", .. others]);
        SipMessage.TryRead(Encoding.UTF8.GetBytes(text), SipLimits.Default, out SipMessage? message);
        return message;
    }

    private static string Text<T>(T? value)
        where T : struct => value?.ToString() ?? Absent;

    private static string Text(PEarlyMediaHeader? value) => value?.ToString() ?? Absent;

    private static string Text(List<Utf8Text> values) => values.Count == 0 ? Absent : string.Join(", ", values);

    private static string Text<T>(TypedHeaderValues<T> values) => values.Count > 0 ? string.Join(", ", values) : Absent;
}
