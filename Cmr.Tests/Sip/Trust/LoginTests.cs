using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support.Builders;
using Cmr.Tests.Support.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Trust;

/// <summary>Digest authentication of callers from outside (RFC 3261 §22, RFC 7616, RFC 8760), and what can be tried against it. Ann is a stranger, Bob is not.</summary>
[TestClass]
public sealed class LoginTests
{
    private const string Realm = "home.example";
    private static readonly DigestClient Ann = new("ann", "opensesame");
    private readonly AuthenticationCounters _counters = new();
    private readonly SipUsers _users = new();
    private readonly List<IPAddress> _wrong = [];
    private readonly List<IPAddress> _locked = [];
    private readonly CallWorld _world;

    public LoginTests()
    {
        _users.Replace([DigestUser.Of("ann", Realm, "opensesame", [AnyUri.Parse("tel:+4915100000001"), AnyUri.Parse("sip:ann@home.example")]), DigestUser.Of("eve", Realm, "evil", [])]);
        _world = World(DigestAlgorithm.Sha256, DigestAlgorithm.Md5);
    }

    [TestMethod]
    public void A_stranger_is_challenged_strongest_algorithm_first()
    {
        SipResponse challenge = Try(An.Invite(Called));
        List<string> rows = [];
        foreach (HeaderRow row in challenge.Rows(HeaderId.WwwAuthenticate)) rows.Add(row.Value.ToString());
        Assert.AreEqual(2, rows.Count);
        Assert.Contains("algorithm=SHA-256", rows[0]);
        Assert.Contains("algorithm=MD5", rows[1]);
        foreach (string row in rows)
        {
            Assert.Contains("realm=\"home.example\"", row);
            Assert.Contains("qop=\"auth,auth-int\"", row);
            Assert.DoesNotContain("stale", row);
        }

        Assert.IsFalse(challenge.To.Tag.IsEmpty);
        Assert.IsNull(_world.Bob.Invite);
    }

    [TestMethod]
    [DataRow("SHA-256", "auth")]
    [DataRow("SHA-256", "auth-int")]
    [DataRow("MD5", "auth")]
    [DataRow("MD5", "auth-int")]
    public void With_the_right_secret_the_call_goes_on_as_the_user_and_without_the_credentials(string algorithm, string protection)
    {
        DigestClient client = Ann with { Algorithm = algorithm, Protection = protection };
        SipResponse challenge = Challenge();
        _world.Ann.Dress = invite => invite
            .Add(HeaderId.Authorization, client.Answer(challenge, "INVITE", Called, _world.Ann.Offer!.ToText().ToString()))
            .Add(HeaderId.Authorization, "Digest username=\"ann\", realm=\"elsewhere\", nonce=\"n\", uri=\"sip:x\", response=\"00\"")
            .Set(HeaderId.PAssertedIdentity, "<sip:boss@home.example>").Set(HeaderId.CmrControl, "all;filter");
        _world.Call().RunToEnd();
        SipRequest invite = _world.Bob.Invite!;
        Assert.AreEqual("<tel:+4915100000001>", invite.Value(HeaderId.PAssertedIdentity).ToString());
        Assert.AreEqual("tel:+4915100000001", _world.Node.Questions.Single().Caller);
        Assert.Contains("realm=\"elsewhere\"", invite.Value(HeaderId.Authorization).ToString());
        Assert.AreEqual("all;filter", invite.Value(HeaderId.CmrControl).ToString(), "a proven caller may filter");
        foreach (SimulatedDatagram sent in _world.Network.Trace.Where(datagram => datagram.Destination == _world.Bob.Endpoint))
            Assert.DoesNotContain("home.example\", nonce", Encoding.UTF8.GetString(sent.Bytes.Span), "in no request to the next hop");
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Invite, 200).Count());
        Assert.AreEqual(1, _counters[AuthenticationResult.Proven]);
    }

    [TestMethod]
    [DataRow("<sip:ann@home.example>", "sip:ann@home.example")]
    [DataRow("<sip:boss@home.example>, <sip:ann@HOME.example>", "sip:ann@home.example")]
    [DataRow("<sip:boss@home.example>", "tel:+4915100000001")]
    public void The_caller_may_prefer_an_identity_of_its_own_and_no_other(string preferred, string asserted)
    {
        SipResponse challenge = Challenge();
        _world.Ann.Dress = invite => invite.Set(HeaderId.Authorization, Ann.Answer(challenge, "INVITE", Called)).Set(HeaderId.PPreferredIdentity, preferred);
        _world.Call().RunToEnd();
        Assert.AreEqual($"<{asserted}>", _world.Bob.Invite!.Value(HeaderId.PAssertedIdentity).ToString());
        Assert.IsFalse(_world.Bob.Invite.Has(HeaderId.PPreferredIdentity));
    }

    [TestMethod]
    public void What_follows_in_the_dialog_is_not_challenged_and_neither_are_CANCEL_and_ACK()
    {
        SipResponse challenge = Challenge();
        _world.Ann.Dress = invite => invite.Set(HeaderId.Authorization, Ann.Answer(challenge, "INVITE", Called));
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunFor(500);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Invite, 487).Count());
        Assert.AreEqual(1, _world.Ann.Heard.Select(heard => heard.Message).OfType<SipResponse>().Count(response => response.Status.Code == 401), "the first one");
    }

    [TestMethod]
    public void A_request_in_the_dialog_from_elsewhere_has_to_log_in_again()
    {
        SimulatedPeer eve = new(_world.Network, "10.0.0.66");
        SipResponse challenge = Challenge();
        _world.Ann.TalkTime = TimeSpan.FromSeconds(60);
        _world.Ann.Dress = invite => invite.Set(HeaderId.Authorization, Ann.Answer(challenge, "INVITE", Called));
        _world.Call().RunFor(6000);
        SipRequest stolen = _world.Ann.Dialog!.CreateRequest(SipMethod.Bye).Received("z9hG4bKeve", "10.0.0.66:5060").Build();
        _world.Network.Send(eve.Endpoint, _world.Node.Endpoint, stolen.Bytes);
        _world.RunFor(1000);
        Assert.AreEqual(1, _world.Sent("10.0.0.9", "10.0.0.66", "SIP/2.0 401").Count());
        Assert.IsFalse(_world.Bob.SawBye);
        _world.RunToEnd();
        Assert.IsTrue(_world.Bob.SawBye, "Ann's own");
    }

    [TestMethod]
    [DataRow("wrong secret")]
    [DataRow("no such user")]
    [DataRow("another user's secret")]
    [DataRow("another method")]
    [DataRow("another body")]
    public void What_proves_nothing_is_challenged_again(string how)
    {
        SipResponse challenge = Challenge();
        string answer = how switch
        {
            "wrong secret" => (Ann with { Password = "opensesame2" }).Answer(challenge, "INVITE", Called),
            "no such user" => (Ann with { User = "nobody" }).Answer(challenge, "INVITE", Called),
            "another user's secret" => (Ann with { User = "eve" }).Answer(challenge, "INVITE", Called),
            "another method" => Ann.Answer(challenge, "OPTIONS", Called),
            _ => (Ann with { Protection = "auth-int" }).Answer(challenge, "INVITE", Called, "another"),
        };
        SipResponse refusal = Try(answer);
        Assert.AreEqual(401, refusal.Status.Code);
        Assert.IsTrue(Ann.ChallengeIn(refusal).Get("stale"u8).IsEmpty);
        Assert.AreEqual(1, _counters[AuthenticationResult.Wrong]);
        Assert.AreEqual(1, _wrong.Count, "told by its address");
    }

    [TestMethod]
    [DataRow("cnonce=\"0a4f113b\", ", "")]
    [DataRow(", nc=00000001", "")]
    [DataRow("qop=auth, ", "")]
    [DataRow("qop=auth, nc=00000001", "x=y")]
    [DataRow("qop=auth,", "qop=auth-conf,")]
    [DataRow("nc=00000001", "nc=1")]
    [DataRow("nc=00000001", "nc=0000000g")]
    [DataRow("nc=00000001", "nc=00000000")]
    [DataRow("nc=00000001", "nc=00000001, nc=00000002")]
    [DataRow("username=\"ann\"", "username=\"\"")]
    [DataRow("username=\"ann\"", "username=\"ann\", username=\"eve\"")]
    [DataRow("username=\"ann\", ", "")]
    [DataRow("algorithm=SHA-256", "algorithm=SHA-256, algorithm=MD5")]
    [DataRow("uri=\"sip:bob@10.0.0.2\"", "uri=\"sip:carol@10.0.0.2\"")]
    [DataRow("uri=\"sip:bob@10.0.0.2\"", "uri=\"*\"")]
    [DataRow("uri=\"sip:bob@10.0.0.2\"", "uri=\"\"")]
    public void Credentials_that_are_not_what_we_asked_for_get_400(string part, string instead)
    {
        string answer = Ann.Answer(Challenge(), "INVITE", Called);
        Assert.Contains(part, answer);
        Assert.AreEqual(400, Try(answer.Replace(part, instead, StringComparison.Ordinal)).Status.Code);
        Assert.AreEqual(1, _counters[AuthenticationResult.Malformed]);
    }

    [TestMethod]
    public void Two_credentials_for_our_realm_get_400_whichever_is_right()
    {
        SipResponse challenge = Challenge();
        SipRequestBuilder invite = An.Invite(Called).Add(HeaderId.Authorization, Ann.Answer(challenge, "INVITE", Called)).Add(HeaderId.Authorization, (Ann with { Password = "x" }).Answer(challenge, "INVITE", Called));
        Assert.AreEqual(400, Try(invite).Status.Code);
    }

    [TestMethod]
    [DataRow("username", 600)]
    [DataRow("realm", 600)]
    [DataRow("nonce", 7000)]
    [DataRow("cnonce", 7000)]
    [DataRow("response", 600)]
    public void Huge_values_are_refused_unhashed(string name, int length)
    {
        string answer = Ann.Answer(Challenge(), "INVITE", Called);
        string huge = System.Text.RegularExpressions.Regex.Replace(answer, $"(?<![a-z]){name}=\"[^\"]*\"", $"{name}=\"{new string('x', length)}\"");
        Assert.AreNotEqual(answer, huge);
        Assert.AreEqual(name == "realm" ? 401 : 400, Try(huge).Status.Code, "a foreign realm is nothing to us");
    }

    [TestMethod]
    public void A_response_serves_once()
    {
        SipResponse challenge = Challenge();
        string answer = Ann.Answer(challenge, "OPTIONS", "sip:10.0.0.9");
        Assert.AreEqual(200, TryOptions(answer).Status.Code);
        SipResponse again = TryOptions(answer);
        Assert.AreEqual(401, again.Status.Code);
        Assert.AreEqual("true", Ann.ChallengeIn(again).Get("stale"u8).ToString());
        Assert.AreEqual(200, TryOptions((Ann with { Count = 2 }).Answer(challenge, "OPTIONS", "sip:10.0.0.9")).Status.Code, "the nonce serves on, with the next count");
        Assert.AreEqual(1, _counters[AuthenticationResult.Replayed]);
    }

    [TestMethod]
    public void A_nonce_that_is_old_or_from_elsewhere_or_of_another_process_is_stale_when_the_secret_is_right()
    {
        SipResponse challenge = Challenge();
        _world.RunFor(301_000);
        SipResponse late = TryOptions(Ann.Answer(challenge, "OPTIONS", "sip:10.0.0.9"));
        Assert.AreEqual("true", Ann.ChallengeIn(late).Get("stale"u8).ToString());
        foreach (string nonce in new[] { "dcd98b7102dd2f0e8b11d0f600bfb0c093", new string('A', 43) })
        {
            SipResponse foreign = TryOptions(Ann.Answer(Realm, nonce, "OPTIONS", "sip:10.0.0.9"));
            Assert.AreEqual("true", Ann.ChallengeIn(foreign).Get("stale"u8).ToString());
        }

        CallerAuthentication authentication = Authentication(DigestAlgorithm.Sha256);
        (_, SipResponseBuilder? refusal) = authentication.Judge(Request(null), IPAddress.Parse("192.0.2.1"), TimeSpan.Zero);
        string answer = Ann.Answer(refusal!.Build(), "INVITE", Called);
        (DigestUser? elsewhere, SipResponseBuilder? stale) = authentication.Judge(Request(answer), IPAddress.Parse("192.0.2.2"), TimeSpan.Zero);
        Assert.IsNull(elsewhere);
        Assert.AreEqual("true", Ann.ChallengeIn(stale!.Build()).Get("stale"u8).ToString());
        Assert.IsNotNull(authentication.Judge(Request(answer), IPAddress.Parse("::ffff:192.0.2.1"), TimeSpan.Zero).User);
    }

    [TestMethod]
    public void What_is_not_offered_is_not_taken()
    {
        CallerAuthentication strict = Authentication(DigestAlgorithm.Sha256);
        SipResponse challenge = strict.Judge(Request(null), IPAddress.Parse("192.0.2.1"), TimeSpan.Zero).Refusal!.Build();
        Assert.AreEqual(1, challenge.WwwChallenges.Count());
        string downgraded = (Ann with { Algorithm = "MD5" }).Answer(Realm, Ann.ChallengeIn(challenge).Get("nonce"u8).ToString(), "INVITE", Called);
        foreach (string answer in new[] { downgraded, downgraded.Replace(", algorithm=MD5", "", StringComparison.Ordinal), downgraded.Replace("algorithm=MD5", "algorithm=MD5-sess", StringComparison.Ordinal) })
        {
            (DigestUser? user, SipResponseBuilder? refusal) = strict.Judge(Request(answer), IPAddress.Parse("192.0.2.1"), TimeSpan.Zero);
            Assert.IsNull(user);
            Assert.AreEqual(401, refusal!.Build().Status.Code);
        }
    }

    [TestMethod]
    public void Ten_thousand_guesses_lock_the_guesser_out_and_nobody_else()
    {
        CallerAuthentication authentication = Authentication(DigestAlgorithm.Sha256);
        IPAddress eve = IPAddress.Parse("192.0.2.66");
        SipResponse challenge = authentication.Judge(Request(null), eve, TimeSpan.Zero).Refusal!.Build();
        int[] statuses = [.. Enumerable.Range(0, 10_000).Select(i => authentication.Judge(Request((Ann with { Password = $"guess {i}" }).Answer(challenge, "INVITE", Called)), eve, TimeSpan.Zero).Refusal!.Build().Status.Code)];
        Assert.AreEqual(10, statuses.Count(status => status == 401));
        Assert.AreEqual(9_990, statuses.Count(status => status == 403));
        Assert.AreEqual(1, _locked.Count, "told once");
        Assert.IsNull(authentication.Judge(Request(Ann.Answer(challenge, "INVITE", Called)), eve, TimeSpan.Zero).User, "the right one comes too late");

        IPAddress ann = IPAddress.Parse("192.0.2.1");
        SipResponse own = authentication.Judge(Request(null), ann, TimeSpan.Zero).Refusal!.Build();
        Assert.IsNotNull(authentication.Judge(Request(Ann.Answer(own, "INVITE", Called)), ann, TimeSpan.Zero).User, "from her own address she is welcome");
        SipResponse later = authentication.Judge(Request(null), eve, TimeSpan.FromMinutes(5)).Refusal!.Build();
        Assert.IsNotNull(authentication.Judge(Request(Ann.Answer(later, "INVITE", Called)), eve, TimeSpan.FromMinutes(5)).User);
    }

    [TestMethod]
    public void Who_forges_an_address_locks_out_nobody()
    {
        CallerAuthentication authentication = Authentication(DigestAlgorithm.Sha256);
        IPAddress ann = IPAddress.Parse("192.0.2.1");
        string eves = Ann.ChallengeIn(authentication.Judge(Request(null), IPAddress.Parse("192.0.2.66"), TimeSpan.Zero).Refusal!.Build()).Get("nonce"u8).ToString();
        for (int i = 0; i < 100; i++)
        {
            string guess = (Ann with { Password = $"guess {i}" }).Answer(Realm, i % 2 == 0 ? eves : "made up", "INVITE", Called);
            Assert.AreEqual(401, authentication.Judge(Request(guess), ann, TimeSpan.Zero).Refusal!.Build().Status.Code);
        }

        SipResponse own = authentication.Judge(Request(null), ann, TimeSpan.Zero).Refusal!.Build();
        Assert.IsNotNull(authentication.Judge(Request(Ann.Answer(own, "INVITE", Called)), ann, TimeSpan.Zero).User);
    }

    [TestMethod]
    public void An_unknown_user_takes_as_long_as_a_wrong_secret()
    {
        CallerAuthentication authentication = Authentication(DigestAlgorithm.Sha256);
        IPAddress eve = IPAddress.Parse("192.0.2.66");
        SipRequest wrong = Request((Ann with { Password = "x" }).Answer(Realm, "made up", "INVITE", Called));
        SipRequest unknown = Request((Ann with { User = "nob" }).Answer(Realm, "made up", "INVITE", Called));
        double best = double.MaxValue;
        // The least of several differences: noise only adds to it, a look-up that ends early would always be there
        for (int round = 0; round < 20; round++)
        {
            double first = Time(wrong), second = Time(unknown);
            best = Math.Min(best, Math.Abs(first - second) / Math.Max(first, second));
        }

        Assert.IsLessThan(0.25, best);

        double Time(SipRequest request)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < 500; i++) authentication.Judge(request, eve, TimeSpan.Zero);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static SipRequest Request(string? authorization)
    {
        SipRequestBuilder invite = An.Invite(Called).Received();
        return (authorization is null ? invite : invite.Set(HeaderId.Authorization, authorization)).Build();
    }

    // By OPTIONS, so that the phone's one INVITE is that of the call
    private SipResponse Challenge() => Try(An.Request(SipMethod.Options, "sip:10.0.0.9"));

    private SipResponse Try(string authorization) => Try(An.Invite(Called).Set(HeaderId.Authorization, authorization));

    private SipResponse TryOptions(string authorization) => Try(An.Request(SipMethod.Options, "sip:10.0.0.9").Set(HeaderId.Authorization, authorization));

    private SipResponse Try(SipRequestBuilder request)
    {
        int before = _world.Ann.Heard.Count;
        _world.Ann.Send(request.Set(HeaderId.CallId, $"{Guid.NewGuid()}@ann"), _world.Node.Endpoint);
        _world.RunFor(1000);
        return _world.Ann.Heard.Skip(before).Select(heard => heard.Message).OfType<SipResponse>().First(response => response.Status.IsFinal);
    }

    private CallWorld World(params ImmutableArray<DigestAlgorithm> algorithms) => new CallWorld(1, trust: new TrustPolicy
    {
        Peers = new PeerTrust(new TrustOptions { Peers = [new TrustedPeerOptions { Address = "10.0.0.2" }] }, []),
        UntrustedCallers = UntrustedCallers.Challenge,
        Authentication = Authentication(algorithms),
    }).WithUsualCall();

    private CallerAuthentication Authentication(params ImmutableArray<DigestAlgorithm> algorithms)
    {
        AuthenticationOptions options = new() { Realm = Realm };
        NonceMint nonces = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)], options.NonceLifetime, new Random(3).NextBytes);
        return new CallerAuthentication(options, new DigestVerifier(Realm, algorithms, nonces), _users, _counters, _wrong.Add, _locked.Add);
    }
}
