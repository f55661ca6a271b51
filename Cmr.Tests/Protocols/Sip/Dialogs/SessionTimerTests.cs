using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Support.Builders;
using static Cmr.Protocols.Sip.Dialogs.SessionTimerInput;
using static Cmr.Protocols.Sip.Dialogs.SessionTimerState;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

[TestClass]
public sealed class SessionTimerTests
{
    private static readonly SessionTimerOptions Options = new();

    // How to get into each state, then what each input does there. A pair that is not listed changes and asks for nothing.
    private static readonly Dictionary<SessionTimerState, SessionTimerInput[]> Ways = new()
    {
        [Off] = [], [Local] = [AgreedLocal], [Refreshing] = [AgreedLocal, RefreshDue], [Remote] = [AgreedRemote], [Over] = [Stop],
    };

    private static readonly Dictionary<(SessionTimerState, SessionTimerInput), (SessionTimerState, SessionTimerAction)> Table = new()
    {
        [(Off, AgreedLocal)] = (Local, SessionTimerAction.None),
        [(Off, AgreedRemote)] = (Remote, SessionTimerAction.None),
        [(Off, Stop)] = (Over, SessionTimerAction.None),
        [(Local, AgreedRemote)] = (Remote, SessionTimerAction.None),
        [(Local, AgreedNone)] = (Off, SessionTimerAction.None),
        [(Local, RefreshDue)] = (Refreshing, SessionTimerAction.Refresh),
        [(Local, ExpiryDue)] = (Over, SessionTimerAction.HangUp),
        [(Local, Stop)] = (Over, SessionTimerAction.None),
        [(Refreshing, AgreedLocal)] = (Local, SessionTimerAction.None),
        [(Refreshing, AgreedRemote)] = (Remote, SessionTimerAction.None),
        [(Refreshing, AgreedNone)] = (Off, SessionTimerAction.None),
        [(Refreshing, RefreshFailed)] = (Local, SessionTimerAction.None),
        [(Refreshing, ExpiryDue)] = (Over, SessionTimerAction.HangUp),
        [(Refreshing, Stop)] = (Over, SessionTimerAction.None),
        [(Remote, AgreedLocal)] = (Local, SessionTimerAction.None),
        [(Remote, AgreedNone)] = (Off, SessionTimerAction.None),
        [(Remote, ExpiryDue)] = (Over, SessionTimerAction.HangUp),
        [(Remote, Stop)] = (Over, SessionTimerAction.None),
    };

    [TestMethod]
    public void Every_pair_of_state_and_input()
    {
        foreach ((SessionTimerState state, SessionTimerInput[] way) in Ways)
        {
            foreach (SessionTimerInput input in Enum.GetValues<SessionTimerInput>())
            {
                SessionTimer timer = new(Options);
                foreach (SessionTimerInput step in way) timer.Step(step, TimeSpan.Zero);
                Assert.AreEqual(state, timer.State);
                SessionTimerAction action = timer.Step(input, TimeSpan.Zero);
                Assert.AreEqual(Table.GetValueOrDefault((state, input), (state, SessionTimerAction.None)), (timer.State, action), $"({state}, {input})");
                Assert.AreEqual(timer.State is Off or Over, timer.Deadline is null, $"({state}, {input})");
            }
        }
    }

    [TestMethod]
    [DataRow(1800u, 900, 1768)]
    [DataRow(90u, 45, 60)]
    public void The_refresh_comes_at_half_the_interval_and_the_end_a_little_before_it_is_over(uint seconds, int refresh, int end)
    {
        SessionTimer timer = new(Options);
        timer.Agree(new SessionAgreement(seconds, IsLocal: true), TimeSpan.FromSeconds(10));
        Assert.AreEqual(TimeSpan.FromSeconds(10 + refresh), timer.Deadline);
        Assert.AreEqual(SessionTimerAction.None, timer.Fire(TimeSpan.FromSeconds(9 + refresh)));
        Assert.AreEqual(SessionTimerAction.Refresh, timer.Fire(TimeSpan.FromSeconds(10 + refresh)));
        Assert.AreEqual(TimeSpan.FromSeconds(10 + end), timer.Deadline);
        Assert.AreEqual(SessionTimerAction.HangUp, timer.Fire(TimeSpan.FromSeconds(10 + end)));
    }

    // RFC 4028 §9, table 2, and what becomes of the interval
    [TestMethod]
    [DataRow("timer", null, null, "1800;refresher=uac", true, DisplayName = "knows timers, asks for none")]
    [DataRow("timer", "600", null, "600;refresher=uac", true, DisplayName = "a shorter interval is granted")]
    [DataRow("timer", "7200", null, "1800;refresher=uac", true, DisplayName = "a longer one is not")]
    [DataRow("timer", "7200", "3600", "3600;refresher=uac", true, DisplayName = "unless nothing shorter will do")]
    [DataRow("timer", "600;refresher=uac", null, "600;refresher=uac", true)]
    [DataRow("timer", "600;refresher=uas", null, "600;refresher=uas", true)]
    [DataRow("100rel", null, null, "1800;refresher=uas", false, DisplayName = "a peer without timers is refreshed by us")]
    [DataRow("100rel", "60", null, "90;refresher=uas", false, DisplayName = "a proxy asked for too little")]
    public void The_server_answers_by_table_2(string supported, string? expires, string? minimum, string answer, bool required)
    {
        SessionAgreement agreement = new SessionTimer(Options).Answer(Request(supported, expires, minimum));
        Assert.AreEqual(answer, agreement.AsServer.ToString());
        Assert.AreEqual(required, agreement.MustUnderstand);
    }

    [TestMethod]
    [DataRow("timer", "89", true)]
    [DataRow("timer", "90", false)]
    [DataRow("100rel", "89", false, DisplayName = "a peer without timers would not understand 422")]
    [DataRow("timer", null, false)]
    public void Too_short_an_interval_is_refused(string supported, string? expires, bool tooBrief) =>
        Assert.AreEqual(tooBrief, new SessionTimer(Options).IsTooBrief(Request(supported, expires, null)));

    [TestMethod]
    [DataRow("600;refresher=uac", 600u, true)]
    [DataRow("600;refresher=uas", 600u, false)]
    [DataRow("600", 600u, true)]
    [DataRow("1", 90u, true, DisplayName = "an absurd interval does not make us send without end")]
    [DataRow(null, 1800u, true, DisplayName = "a peer without timers is refreshed by us")]
    public void The_client_takes_what_the_2xx_grants(string? expires, uint seconds, bool local)
    {
        SipResponseBuilder ok = SipResponse.For(Request("timer", null, null), SipStatus.Ok).WithToTag("bob1");
        if (expires is not null) ok.Set(HeaderId.SessionExpires, expires);
        Assert.AreEqual(new SessionAgreement(seconds, local), new SessionTimer(Options).Read(ok.Build()));
    }

    [TestMethod]
    public void A_422_raises_the_minimum_but_not_without_end()
    {
        SessionTimer timer = new(Options);
        Assert.IsFalse(timer.StatesMinimum);
        Assert.IsTrue(timer.TryRaise(TooSmall("3600")));
        Assert.AreEqual("3600", timer.Wanted.ToString());
        Assert.AreEqual("3600", timer.MinSE.ToString());
        Assert.IsTrue(timer.StatesMinimum);
        Assert.IsFalse(timer.TryRaise(TooSmall("3600")), "nothing new");
        Assert.IsFalse(timer.TryRaise(TooSmall("4294967295")), "absurd");
    }

    [TestMethod]
    public void The_roles_are_kept_in_later_requests()
    {
        SessionTimer timer = new(Options);
        Assert.AreEqual("1800", timer.Wanted.ToString());
        timer.Agree(new SessionAgreement(600, IsLocal: true), TimeSpan.Zero);
        Assert.AreEqual("600;refresher=uac", timer.Wanted.ToString());
        timer.Agree(new SessionAgreement(600, IsLocal: false), TimeSpan.Zero);
        Assert.AreEqual("600;refresher=uas", timer.Wanted.ToString());
    }

    [TestMethod]
    public void Switched_off_nothing_is_asked_for_and_a_wish_is_granted()
    {
        SessionTimer timer = new(new SessionTimerOptions { Interval = TimeSpan.Zero });
        Assert.IsTrue(timer.Wanted.IsEmpty);
        Assert.AreEqual(SessionAgreement.None, timer.Answer(Request("timer", null, null)));
        Assert.AreEqual("7200;refresher=uac", timer.Answer(Request("timer", "7200", null)).AsServer.ToString());
        Assert.AreEqual(SessionAgreement.None, timer.Read(SipResponse.For(Request("timer", null, null), SipStatus.Ok).WithToTag("b").Build()));
    }

    private static SipRequest Request(string supported, string? expires, string? minimum)
    {
        SipRequestBuilder invite = An.Invite().Received().Set(HeaderId.Supported, supported);
        if (expires is not null) invite.Set(HeaderId.SessionExpires, expires);
        if (minimum is not null) invite.Set(HeaderId.MinSE, minimum);
        return invite.Build();
    }

    private static SipResponse TooSmall(string minimum) =>
        SipResponse.For(Request("timer", null, null), SipStatus.SessionIntervalTooSmall).WithToTag("bob1").Set(HeaderId.MinSE, minimum).Build();
}
