using System.Net;
using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Trust;
using Cmr.Tests.Support;

namespace Cmr.Tests.Sip.Trust;

/// <summary>The edge of the trust domain, row by row of its table, and what strangers try to get past it.</summary>
[TestClass]
public sealed class TrustBoundaryTests
{
    private static readonly SipEndpoint Core = SipEndpoint.Udp(IPAddress.Parse("10.1.0.1"), 5060);
    private static readonly SipEndpoint Stranger = SipEndpoint.Udp(IPAddress.Parse("203.0.113.1"), 5060);
    private readonly TrustBoundary _boundary = new(new PeerTrust(new TrustOptions { Peers = [new TrustedPeerOptions { Address = "10.1.0.0/16" }] }, []), "cmr.example");

    // A value of each field that no rule lets through when it strips by value
    private static readonly Dictionary<string, string> Values = new()
    {
        ["Diversion"] = "<sip:secret@a.example>;reason=no-answer;privacy=full",
        ["History-Info"] = "<sip:secret@a.example?Privacy=history>;index=1",
        ["CMR-Control"] = "cmrbt;priority=calling",
        ["Alert-Info"] = "<https://evil.example/ring.wav>",
        ["Call-Info"] = "<http://evil.example/photo.jpg>;purpose=icon",
        ["Error-Info"] = "<ftp://evil.example/sorry.wav>",
        ["Route"] = "<sip:10.1.0.77;lr>",
        ["Reply-To"] = "<sip:me@a.example>",
        ["Authorization"] = "Digest username=\"bob\", realm=\"cmr.example\", nonce=\"n\", uri=\"sip:b@b.example\", response=\"00\"",
        ["P-… (any other)"] = "anything",
    };

    public static IEnumerable<object[]> Rows =>
        from rule in TrustTable.Rules
        from edge in new[] { "from trusted", "from untrusted", "to trusted", "to untrusted" }
        from response in new[] { false, true }
        select new object[] { rule.Name, edge, response };

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Every_row_of_the_table_holds_on_every_edge_for_requests_and_responses(string name, string edge, bool response)
    {
        TrustRule rule = TrustTable.Rules.Single(row => row.Name == name);
        string field = name.StartsWith("P-…", StringComparison.Ordinal) ? "P-Something-Else" : name;
        string value = Values.GetValueOrDefault(name, "<sip:x@a.example>");
        TrustAction action = edge switch { "from trusted" => TrustAction.Pass, "from untrusted" => rule.FromUntrusted, "to trusted" => rule.ToTrusted, _ => rule.ToUntrusted };

        foreach (string privacy in new[] { "", "none", "id", "header", "user", "history", "session" })
        {
            SipMessage message = Read(response, $"{field}: {value}\r\n" + (privacy.Length > 0 ? $"Privacy: {privacy}\r\n" : "") + "X-Other: passes\r\n");
            SipMessage passed = edge switch
            {
                "from trusted" => _boundary.Arrive(message, Core),
                "from untrusted" => _boundary.Arrive(message, Stranger),
                "to trusted" => _boundary.Leave(message, Core),
                _ => _boundary.Leave(message, Stranger),
            };
            string text = Encoding.UTF8.GetString(passed.Bytes.Span);
            bool stays = action switch
            {
                TrustAction.Pass => true,
                TrustAction.StripWhenHidden => privacy is not ("id" or "header" or "user"),
                TrustAction.StripWhenUserHidden => privacy is not "user",
                _ => false,
            };
            bool anonymized = action is TrustAction.AnonymizeHistory;
            Assert.AreEqual(stays, text.Contains($"\r\n{field}: {value}\r\n", StringComparison.Ordinal), $"privacy '{privacy}':\n{text}");
            Assert.AreEqual(stays || anonymized, text.Contains($"\r\n{field}:", StringComparison.Ordinal), $"privacy '{privacy}':\n{text}");
            Assert.Contains("X-Other: passes", text);
            if (action is TrustAction.Pass) Assert.AreSame(message, passed, "a message that passes is not even copied");
        }
    }

    [TestMethod]
    [DataRow("p-asserted-identity: <sip:boss@a.example>")]
    [DataRow("P-ASSERTED-IDENTITY : <sip:boss@a.example>")]
    [DataRow("P-Asserted-Identity\t: <sip:boss@a.example>")]
    [DataRow("P-Asserted-Identity:\r\n <sip:boss@a.example>")]
    [DataRow("P-Asserted-Identity: <sip:boss@a.example>\r\nP-Asserted-Identity: <tel:+491>\r\nX-Between: 1\r\np-Asserted-identity: \"Boss\" <sip:boss@a.example>")]
    [DataRow("P-Asserted-Identity: \"a, P-Asserted-Identity: \" <sip:boss@a.example>,\r\n\t<tel:+491>")]
    [DataRow("P-Asserted-Identity: not even an address boss")]
    [DataRow("P-Early-Media: supported\r\np-early-media: sendrecv")]
    [DataRow("CMR-Control: all;presenting;server=boss\r\ncmr-control: cmrbt;res=\"https://boss.example\"")]
    [DataRow("Diversion: <sip:boss@a.example>;reason=unconditional")]
    [DataRow("History-Info: <sip:boss@a.example>;index=1, <sip:x@a.example>;index=1.1")]
    [DataRow("Alert-Info: <HTTPS://boss.example/x>, <hTTp://boss.example/y>\r\nalert-info: <file:///etc/boss>")]
    [DataRow("Alert-Info: <http://boss.example/x")]
    [DataRow("Call-Info: <data:text/html,boss>;purpose=info,\r\n <javascript:boss>;purpose=info")]
    [DataRow("P-Served-User: <sip:boss@a.example>;sescase=orig;regstate=reg\r\np-user-database: <aaa://boss.example>")]
    [DataRow("P-Unheard-Of: boss\r\np-unheard-of: boss")]
    [DataRow("resource-priority: wps.boss")]
    [DataRow("Route: <sip:boss.example;lr>\r\nroute: <sip:boss.example;lr>")]
    public void No_way_of_writing_a_header_gets_it_in_from_outside(string rows)
    {
        foreach (bool response in new[] { false, true })
        {
            SipMessage arrived = _boundary.Arrive(Read(response, rows + "\r\n"), Stranger);
            string text = Encoding.UTF8.GetString(arrived.Bytes.Span);
            Assert.IsFalse(text.Contains("boss", StringComparison.OrdinalIgnoreCase) || text.Contains("early-media", StringComparison.OrdinalIgnoreCase), text);
        }
    }

    [TestMethod]
    public void A_ringing_signal_that_is_a_meaning_passes_and_one_to_be_fetched_does_not()
    {
        SipMessage arrived = _boundary.Arrive(Read(false, "Alert-Info: <https://evil.example/x>, <urn:alert:service:call-waiting>;appearance=1\r\nCall-Info: <cid:card@a.example>;purpose=card\r\n"), Stranger);
        Assert.AreEqual("<urn:alert:service:call-waiting>;appearance=1", arrived.Value(HeaderId.AlertInfo).ToString());
        Assert.IsTrue(arrived.Has(HeaderId.CallInfo));
    }

    [TestMethod]
    public void Only_entries_that_ask_for_it_are_hidden()
    {
        SipMessage left = _boundary.Leave(Read(false,
            "Diversion: <sip:open@a.example>;privacy=off, <sip:secret@a.example>;privacy=name\r\n" +
            "History-Info: <sip:open@a.example>;index=1,<sip:secret@a.example?Privacy=history>;index=1.1;mp=1\r\n"), Stranger);
        Assert.AreEqual("<sip:open@a.example>;privacy=off", string.Join('|', left.Values(HeaderId.Diversion).ToList()));
        Assert.AreEqual("<sip:open@a.example>;index=1|<sip:anonymous@anonymous.invalid>;index=1.1", string.Join('|', left.Values(HeaderId.HistoryInfo).ToList()));
    }

    [TestMethod]
    [DataRow("Privacy: none\r\nPrivacy: id\r\n")]
    [DataRow("privacy: header;ID\r\n")]
    [DataRow("Privacy: critical,id\r\n")]
    [DataRow("Privacy:\r\n id\r\n")]
    public void A_wish_for_privacy_is_heard_however_it_is_written(string rows) =>
        Assert.IsFalse(_boundary.Leave(Read(false, "P-Asserted-Identity: <tel:+491>\r\n" + rows), Stranger).Has(HeaderId.PAssertedIdentity));

    [TestMethod]
    public void Credentials_for_our_realm_stay_here_and_those_for_others_pass()
    {
        const string Others = "Digest username=\"bob\", realm=\"other.example\", nonce=\"n\", uri=\"sip:b@b.example\", response=\"00\"";
        SipMessage message = Read(false, $"Authorization: {Values["Authorization"]}\r\nAuthorization: {Others}\r\nauthorization: digest REALM = \"cmr.example\",username=x\r\nProxy-Authorization: {Others}\r\n");
        foreach (SipEndpoint next in new[] { Core, Stranger })
        {
            SipMessage left = _boundary.Leave(message, next);
            List<string> values = [];
            foreach (HeaderRow row in left.Rows(HeaderId.Authorization)) values.Add(row.Value.ToString());
            CollectionAssert.AreEqual(new[] { Others }, values);
            Assert.IsTrue(left.Has(HeaderId.ProxyAuthorization));
        }
    }

    [TestMethod]
    [DataRow("all;filter", "all;filter")]
    [DataRow("cmrbt;filter;priority=calling;server=evil", "cmrbt;filter")]
    [DataRow("cmrt;presenting;server=evil, cmrbt;FILTER", "cmrbt;filter")]
    public void Of_CMR_Control_a_new_call_from_outside_keeps_the_filter(string written, string kept) =>
        Assert.AreEqual(kept, _boundary.Arrive(Read(false, $"CMR-Control: {written}\r\n"), Stranger).Value(HeaderId.CmrControl).ToString());

    [TestMethod]
    public void The_table_is_printed_in_the_documentation_as_it_is()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "sip.md"));
        foreach (TrustRule rule in TrustTable.Rules)
        {
            string row = $"| {rule.Name} | {Words(rule.FromUntrusted)} | {Words(rule.ToTrusted)} | {Words(rule.ToUntrusted)} | {rule.Source} |";
            Assert.Contains(row, page, $"docs/sip.md lacks this row:\n{row}");
        }
    }

    internal static string Words(TrustAction action) => action switch
    {
        TrustAction.Pass => "passes",
        TrustAction.Strip => "goes",
        TrustAction.StripWhenHidden => "goes with Privacy id, header, user",
        TrustAction.StripWhenUserHidden => "goes with Privacy user",
        TrustAction.StripPrivateDiversions => "private entries go",
        TrustAction.AnonymizeHistory => "private entries become anonymous",
        TrustAction.StripWebLinks => "values to be fetched go",
        TrustAction.FilterOnly => "only the filter of an authenticated caller",
        TrustAction.StripOwnRealm => "ours goes",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static SipMessage Read(bool response, string rows)
    {
        string first = response ? "SIP/2.0 183 Session Progress" : "INVITE sip:b@b.example SIP/2.0";
        string text = $"{first}\r\nVia: SIP/2.0/UDP 203.0.113.1;branch=z9hG4bK1\r\nMax-Forwards: 70\r\nFrom: <sip:a@a.example>;tag=1\r\nTo: <sip:b@b.example>{(response ? ";tag=2" : "")}\r\nCall-ID: c@x\r\nCSeq: 1 INVITE\r\n{rows}Content-Length: 0\r\n\r\n";
        ParseOutcome outcome = SipMessage.TryRead(Encoding.UTF8.GetBytes(text), SipLimits.Default, out SipMessage? message);
        Assert.IsNotNull(message, $"{outcome.Reason} at {outcome.Offset}");
        return message;
    }
}
