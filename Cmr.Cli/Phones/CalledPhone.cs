using System.Net;
using Cmr.Cli.Ladder;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Cli.Phones;

/// <summary>UE-B: rings, answers after a while, and is hung up on.</summary>
internal sealed class CalledPhone(string number, TimeSpan ring, CallLadder ladder, TimeProvider clock) : SipPhone(Lane.UeB, ladder, clock)
{
    private static readonly TimeSpan FirstRepeat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromSeconds(4);
    private string? _tag;
    private bool _settled;

    /// <summary>Clock timestamp at which it began to ring.</summary>
    public long? AlertedAt { get; private set; }

    /// <summary>Where the other side wants RTP.</summary>
    public IPEndPoint? RemoteMedia { get; private set; }

    protected override void OnRequest(ServerTransaction transaction, SipRequest request)
    {
        if (request.Method == SipMethod.Invite && _tag is null) Ring(transaction, request);
        else Respond(transaction, SipResponse.For(request, SipStatus.Ok).Build());
    }

    protected override void OnAck(SipRequest ack) => _settled = true;

    protected override void OnCancelled(ServerTransaction invite)
    {
        _settled = true;
        Respond(invite, SipResponse.For(invite.Request, SipStatus.RequestTerminated).WithToTag(_tag!).Build()); // a cancelled INVITE rang before
    }

    private void Ring(ServerTransaction transaction, SipRequest invite)
    {
        _tag = Tokens.NewTag().ToString();
        RemoteMedia = PhoneSdp.AudioAddress(invite);
        AlertedAt = Clock.GetTimestamp();
        Respond(transaction, Answer(invite, SipStatus.Ringing).Build());
        SipResponse ok = Answer(invite, SipStatus.Ok).WithBody(PhoneSdp.ContentType, PhoneSdp.Audio("ue-b", 1, Media.Port)).Build();
        Later(ring, () => PickUp(transaction, ok, FirstRepeat));
    }

    // RFC 3261 §13.3.1.4: the 2xx is repeated by the phone itself until the ACK comes
    private void PickUp(ServerTransaction transaction, SipResponse ok, TimeSpan repeatAfter)
    {
        if (_settled) return;
        Respond(transaction, ok);
        TimeSpan next = repeatAfter * 2 < LongestRepeat ? repeatAfter * 2 : LongestRepeat;
        Later(repeatAfter, () => PickUp(transaction, ok, next));
    }

    private SipResponseBuilder Answer(SipRequest invite, SipStatus status) => SipResponse.For(invite, status)
        .WithToTag(_tag!) // set before the first answer
        .Set(HeaderId.Contact, $"<sip:{number}@127.0.0.1:{Port}>")
        .Set(HeaderId.Allow, "INVITE, ACK, CANCEL, BYE, OPTIONS");
}
