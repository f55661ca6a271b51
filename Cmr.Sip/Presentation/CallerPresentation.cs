using System.Collections.Immutable;
using Cmr.Contracts.MediaControl;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Presentation;

/// <summary>
/// What the caller hears instead of the ringback tone: from the choice to the release of the media session.
/// It is best effort: every failure leads to <see cref="PresentationState.Off"/>, and the call goes on.
/// </summary>
internal sealed class CallerPresentation(CallContext context, GatewayEligibility eligibility, IPresentationEvents events)
{
    private MediaSession? _session;
    private MediaSession? _next;
    private Action<MediaSession?>? _whenReopened;
    private TimeSpan? _wantedAt;
    private Guid? _presented;
    private bool _switched;

    public PresentationState State { get; private set; } = eligibility.Offer is null ? PresentationState.Off : PresentationState.Choosing;

    /// <summary>Why nothing is presented; <see langword="null"/> while it may be.</summary>
    public string? Obstacle { get; private set; } = eligibility.Obstacle;

    /// <summary>Something was to be presented, and could not be for a reason that an operator can mend.</summary>
    public bool HasFailed { get; private set; }

    public RingingChoice Choice { get; private set; } = RingingChoice.None;

    /// <summary>The dialog in which the caller was told the worker's streams.</summary>
    public CallerDialog? Dialog { get; private set; }

    /// <summary>The caller's last offer, which the worker's streams answer.</summary>
    public SdpDescription? Offer { get; private set; } = eligibility.Offer;

    /// <summary>The called party's phone rings.</summary>
    public bool IsAlerting { get; private set; }

    /// <summary>The caller has acknowledged the description: RTP may flow.</summary>
    public bool IsArmed { get; private set; }

    public TimeSpan? StartedAt { get; private set; }

    public TimeSpan? EndedAt { get; private set; }

    /// <summary>The caller's session points to a worker.</summary>
    public bool IsShown => Dialog is not null;

    /// <summary>The caller stopped what it heard.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>The caller stopped what it heard, and nothing took its place.</summary>
    public bool IsSilenced => WasStopped && !_switched;

    /// <summary>Value of P-Early-Media (RFC 5009) while the caller's session points to a worker.</summary>
    public string EarlyMedia => State is PresentationState.Off || IsSilenced ? "inactive" : "sendrecv";

    /// <summary>Nothing speaks against a presentation yet.</summary>
    public bool IsPossible => State is not PresentationState.Off && Dialog is null;

    /// <summary>18x of the called side wait for the worker.</summary>
    public bool IsPreparing => IsPossible && _wantedAt is not null;

    public IReadOnlyList<LocalStream> Streams => _session?.Streams ?? [];

    /// <summary>The choice was asked for; it has a budget of time.</summary>
    public void AwaitChoice()
    {
        if (State is PresentationState.Choosing) context.ArmIn(CallTimer.Choosing, context.Options.ChoosingBudget);
    }

    public void OnChosen(RingingChoice? choice, string? obstacle)
    {
        if (State is not PresentationState.Choosing) return;
        context.Timers.Disarm(CallTimer.Choosing);
        if (choice is not { Resources.IsEmpty: false })
        {
            if (choice is null) Fail("choice unavailable");
            else GiveUp(obstacle ?? "nothing chosen");
            return;
        }

        Choice = choice;
        State = PresentationState.Chosen;
        if (_wantedAt is not null) Open();
    }

    public void OnChoosingLate()
    {
        if (State is PresentationState.Choosing) Fail("choice late");
    }

    /// <summary>The called side makes progress: the session is needed now.</summary>
    public void Prepare()
    {
        _wantedAt ??= context.Now;
        if (State is PresentationState.Chosen) Open();
    }

    /// <summary>The worker's streams were put into an 18x.</summary>
    public void Show(CallerDialog dialog) => Dialog = dialog;

    /// <summary>The called party's phone rings: the condition to start.</summary>
    public void Alert()
    {
        IsAlerting = true;
        StartIfDue();
    }

    /// <summary>The caller acknowledged the description.</summary>
    public void Arm()
    {
        IsArmed = true;
        StartIfDue();
    }

    /// <summary>Opens a session for another offer of the caller, who moved or changed its formats.</summary>
    /// <param name="offer">The new offer.</param>
    /// <param name="done">Gets the session, or <see langword="null"/> when the worker cannot.</param>
    public void Reopen(SdpDescription offer, Action<MediaSession?> done)
    {
        if (_session is null || _next is not null)
        {
            done(null);
            return;
        }

        _whenReopened = done;
        _next = NewSession();
        context.ArmIn(CallTimer.MediaOpening, context.Options.MediaBudget);
        _next.Open(MediaStreams.Of(offer), Playlist());
    }

    /// <summary>The new offer was answered with the reopened session, which takes over.</summary>
    public void Adopt(SdpDescription offer)
    {
        Offer = offer;
        if (_next is null) return;
        _session?.Release();
        (_session, _next) = (_next, null);
        if (State is not PresentationState.Playing) return;
        if (_switched) _session.Switch(Playlist());
        else _session.Play();
    }

    /// <summary>The call is answered: what was offered before is of no more use.</summary>
    public void Rest() => Offer = null;

    /// <summary>Stops the sound; the caller's session still points to the worker.</summary>
    public void Stop()
    {
        if (State is not PresentationState.Playing) return;
        _session?.Stop();
        State = PresentationState.Open;
        EndedAt = context.Now;
        TellEnd();
    }

    /// <summary>The caller wants no more of it. The session and its ports stay until the answer (3GPP TS 24.182 §4.5.5.3.5).</summary>
    /// <param name="instead">What it is to hear from now on; empty: nothing. After a second stop there is nothing in any case.</param>
    /// <returns>Whether the caller heard anything.</returns>
    public bool StopForCaller(ImmutableArray<RingingResource> instead)
    {
        if (State is not PresentationState.Playing || _session is null || _presented is null) return false;
        bool replace = !WasStopped && !instead.IsEmpty;
        WasStopped = true;
        _switched = replace;
        if (!replace)
        {
            Stop();
            return true;
        }

        TellEnd();
        Choice = new RingingChoice(ChoiceOrigin.SubscriberDefault, null, instead);
        _session.Switch(Playlist());
        return true;
    }

    /// <summary>Ends everything, without a word to the call.</summary>
    /// <param name="obstacle">Why, when it never began.</param>
    public void End(string? obstacle = null)
    {
        if (StartedAt is null) Obstacle ??= obstacle;
        if (StartedAt is not null) EndedAt ??= context.Now;
        TellEnd();
        _session?.Release();
        _next?.Release();
        Action<MediaSession?>? whenReopened = _whenReopened;
        (_session, _next, _whenReopened) = (null, null, null);
        context.Timers.Disarm(CallTimer.Choosing);
        context.Timers.Disarm(CallTimer.MediaOpening);
        State = PresentationState.Off;
        // an offer that waited for the worker still has to be answered
        whenReopened?.Invoke(null);
    }

    public void OnMedia(MediaEvent news)
    {
        if (_next is { } next && news.SessionId == next.Id) OnReopening(next, news);
        else if (_session is { } session && news.SessionId == session.Id) OnSession(session, news);
    }

    public void OnOpeningLate()
    {
        if (_next is not null) Reopened(null);
        else if (State is PresentationState.Opening) Fail("media worker late");
    }

    private void OnSession(MediaSession session, MediaEvent news)
    {
        switch (news)
        {
            case MediaOpened opened when State is PresentationState.Opening:
                context.Timers.Disarm(CallTimer.MediaOpening);
                session.Opened(opened);
                State = PresentationState.Open;
                events.OnPresentationReady();
                break;
            case MediaStarted:
                StartedAt ??= context.Now;
                TellBegin();
                break;
            case MediaFailed failed when State is PresentationState.Opening:
                Fail($"media: {failed.Reason}");
                break;
            case MediaFailed when State is not PresentationState.Off:
                bool shown = IsShown;
                HasFailed = true;
                End();
                if (shown) events.OnPresentationBroken();
                else events.OnPresentationUnavailable();
                break;
            default:
                break;
        }
    }

    private void OnReopening(MediaSession next, MediaEvent news)
    {
        if (news is MediaOpened opened)
        {
            next.Opened(opened);
            Reopened(next);
        }
        else if (news is MediaFailed)
        {
            Reopened(null);
        }
    }

    private void Reopened(MediaSession? session)
    {
        context.Timers.Disarm(CallTimer.MediaOpening);
        if (session is null)
        {
            _next?.Release();
            _next = null;
        }

        (Action<MediaSession?>? done, _whenReopened) = (_whenReopened, null);
        done?.Invoke(session);
    }

    private void Open()
    {
        if (Offer is null) return;
        State = PresentationState.Opening;
        // the 18x waits for choice and worker together, so what the choice took is gone
        TimeSpan waited = _wantedAt is { } since ? context.Now - since : TimeSpan.Zero;
        context.ArmIn(CallTimer.MediaOpening, waited < context.Options.MediaBudget ? context.Options.MediaBudget - waited : TimeSpan.Zero);
        _session = NewSession();
        _session.Open(MediaStreams.Of(Offer), Playlist());
    }

    private void StartIfDue()
    {
        if (!IsArmed || !IsAlerting || WasStopped || State is not PresentationState.Open || _session is null) return;
        State = PresentationState.Playing;
        _session.Play();
    }

    private void TellBegin()
    {
        // A session that took over from another goes on with the same presentation
        if (_presented is not null || State is not PresentationState.Playing) return;
        _presented = context.Identifiers.NextGuid();
        events.OnPresentationBegan(_presented.Value, Choice.Origin, Choice.Resources);
    }

    private void TellEnd()
    {
        if (_presented is not { } presented) return;
        _presented = null;
        events.OnPresentationEnded(presented);
    }

    private void Fail(string obstacle)
    {
        HasFailed = true;
        GiveUp(obstacle);
    }

    private void GiveUp(string obstacle)
    {
        End(obstacle);
        events.OnPresentationUnavailable();
    }

    private MediaSession NewSession() =>
        new(new MediaSessionId(context.Identifiers.NextGuid()), command => context.Emit(new CallEffect.Media(command)));

    private IReadOnlyList<PlaylistItem> Playlist() =>
        [.. Choice.Resources.Select(resource => new PlaylistItem(resource.ResourceId, [.. resource.Tracks.Select(Track)]))];

    private static TrackReference Track(Cmr.Domain.Content.RenderedTrack track) => new(track.Encoding is TrackEncoding.Pcma ? "PCMA" : "PCMU", track.Sha256);
}
