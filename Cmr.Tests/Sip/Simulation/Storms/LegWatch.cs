using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>All messages of one leg as the node sends and receives them: one final response to each INVITE, an ACK for each final response, RSeq, and what belongs in every message.</summary>
/// <param name="number">Number of the call.</param>
/// <param name="isCaller">The peer made the call.</param>
/// <param name="invite">The INVITE that began the leg.</param>
/// <param name="timers">Timers of the node.</param>
/// <param name="complain">Takes what is wrong.</param>
internal sealed class LegWatch(int number, bool isCaller, SipRequest invite, SipTimerOptions timers, Action<string> complain)
{
    private readonly Dictionary<string, DialogWatch> _dialogs = [];
    private readonly Dictionary<string, HashSet<int>> _finals = [];
    private readonly Dictionary<string, string> _awaitedAcks = [];
    private readonly Dictionary<string, TimeSpan> _sentInvites = [];
    private readonly SdpDescription? _offer = invite.HasSdp ? PartySession.Read(invite.Body) : null;
    private (uint RSeq, bool Acknowledged)? _reliable;
    private bool _isUncertain;

    public int Number => number;

    public bool IsCaller => isCaller;

    /// <summary>What identifies this leg and must not show up on the other one.</summary>
    public HashSet<string> Secrets { get; } = [invite.CallId.ToString(), invite.From.Tag.ToString(), invite.TopVia.Branch.ToString()];

    /// <summary>Connections broke.</summary>
    public bool IsUncertain
    {
        set
        {
            _isUncertain = value;
            foreach (DialogWatch dialog in _dialogs.Values) dialog.IsUncertain = value;
        }
    }

    /// <summary>The node lost its memory: nothing that was open has to be finished.</summary>
    public void Forget()
    {
        _finals.Clear();
        _awaitedAcks.Clear();
        _sentInvites.Clear();
        _dialogs.Clear();
        _reliable = null;
    }

    public void Sent(SipMessage message, TimeSpan now)
    {
        SdpDescription? description = Described(message);
        if (message is SipRequest request) SentRequest(request, description, now);
        else SentResponse((SipResponse)message, description, now);
    }

    public void Received(SipMessage message, TimeSpan now)
    {
        SdpDescription? description = Described(message);
        if (message is SipRequest request) ReceivedRequest(request, description);
        else ReceivedResponse((SipResponse)message, description, now);
    }

    /// <summary>Nothing more will happen.</summary>
    public void Finish()
    {
        foreach ((string branch, HashSet<int> finals) in _finals)
        {
            if (finals.Count > 1 || (finals.Count == 0 && !_isUncertain)) complain($"INVITE {branch} got {finals.Count} final responses: {string.Join(", ", finals)}");
        }

        foreach (string missing in _awaitedAcks.Values) complain($"no ACK for {missing}");
    }

    private static SdpDescription? Described(SipMessage message) => message.HasSdp ? PartySession.Read(message.Body) : null;

    private void SentRequest(SipRequest request, SdpDescription? description, TimeSpan now)
    {
        if (request.MaxForwards is null or 0) complain($"{request.Method} without Max-Forwards");
        if (request.Values(HeaderId.Via).ToList().Count != 1) complain($"{request.Method} with the Via of others");
        bool refreshes = request.Method == SipMethod.Invite || request.Method == SipMethod.Update;
        if (refreshes && request.Contact is null) complain($"{request.Method} without Contact");
        string branch = request.TopVia.Branch.ToString();
        if (request.Method == SipMethod.Ack)
        {
            _awaitedAcks.Remove(branch);
            _awaitedAcks.Remove($"{request.CSeq.Number} {request.To.Tag}");
        }

        if (request.Method == SipMethod.Invite) _sentInvites.TryAdd(branch, now);
        if (!request.To.Tag.IsEmpty && DialogOf(request.From.Tag, request.To.Tag) is { } dialog && IsInDialog(request)) dialog.SentRequest(request, description, now);
    }

    // The ACK to a refused INVITE and the CANCEL belong to the transaction, not to a dialog
    private bool IsInDialog(SipRequest request) =>
        !(request.Method == SipMethod.Cancel || (request.Method == SipMethod.Ack && _sentInvites.ContainsKey(request.TopVia.Branch.ToString())));

    private void SentResponse(SipResponse response, SdpDescription? description, TimeSpan now)
    {
        bool initial = isCaller && response.CSeq == invite.CSeq && response.CSeq.Method == SipMethod.Invite;
        if (response.Status != SipStatus.Trying && response.To.Tag.IsEmpty) complain($"{response.Status} without To tag");
        if (response.CSeq.Method == SipMethod.Invite && response.Status.IsFinal && _finals.TryGetValue(response.TopVia.Branch.ToString(), out HashSet<int>? finals)) finals.Add(response.Status.Code);
        bool opens = initial && response.Status.Code is > 100 and < 300;
        if (opens)
        {
            if (response.Contact is null) complain($"{response.Status} without Contact");
            NoteReliability(response);
            Secrets.Add(response.To.Tag.ToString());
            Open(response.To.Tag.ToString(), response.From.Tag.ToString(), now).SentToInvite(response, description, _offer is not null, now);
        }
        else if (!initial && DialogOf(response.To.Tag, response.From.Tag) is { } dialog)
        {
            dialog.SentResponse(response, description, now);
        }
    }

    private void NoteReliability(SipResponse response)
    {
        bool can = invite.Supported.Contains("100rel"u8) || invite.Require.Contains("100rel"u8);
        if (response.Status.IsSuccess) return;
        if (response.RSeq is null)
        {
            if (invite.Require.Contains("100rel"u8)) complain($"{response.Status} not reliable, though the caller requires it");
            return;
        }

        uint rSeq = response.RSeq.Value;
        if (!can) complain($"reliable {response.Status} to a caller without 100rel");
        if (!response.Require.Contains("100rel"u8)) complain("RSeq without Require: 100rel");
        if (_reliable is { } last && last.RSeq == rSeq) return;
        if (_reliable is { } previous && rSeq != previous.RSeq + 1) complain($"RSeq {rSeq} after {previous.RSeq}");
        if (_reliable is { Acknowledged: false }) complain($"RSeq {rSeq} before the PRACK of the one before");
        _reliable = (rSeq, false);
    }

    private void ReceivedRequest(SipRequest request, SdpDescription? description)
    {
        // Who hangs up waits for no ACK any more
        if (request.Method == SipMethod.Bye) _awaitedAcks.Remove($"{invite.CSeq.Number} {request.From.Tag}");
        if (request.Method == SipMethod.Invite) _finals.TryAdd(request.TopVia.Branch.ToString(), []);
        if (request.Method == SipMethod.Prack && request.RAck is { } rack && _reliable is { } last && last.RSeq == rack.RSeq) _reliable = last with { Acknowledged = true };
        if (!request.To.Tag.IsEmpty) DialogOf(request.To.Tag, request.From.Tag)?.ReceivedRequest(request, description);
    }

    private void ReceivedResponse(SipResponse response, SdpDescription? description, TimeSpan now)
    {
        string branch = response.TopVia.Branch.ToString();
        if (response.CSeq.Method == SipMethod.Invite && response.Status.IsFinal && IsAwaited(branch, now))
        {
            string key = response.Status.IsSuccess ? $"{response.CSeq.Number} {response.To.Tag}" : branch;
            _awaitedAcks[key] = $"{response.Status} {branch} {response.To.Tag}";
        }

        bool initial = !isCaller && response.CSeq == invite.CSeq && response.CSeq.Method == SipMethod.Invite;
        if (initial && response.Status.Code is > 100 and < 300 && !response.To.Tag.IsEmpty)
        {
            Secrets.Add(response.To.Tag.ToString());
            Open(response.From.Tag.ToString(), response.To.Tag.ToString(), now).ReceivedToInvite(response, description, _offer is not null);
        }
        else if (!initial && DialogOf(response.From.Tag, response.To.Tag) is { } dialog)
        {
            dialog.ReceivedResponse(response, description);
        }
    }

    // Surely alive: the first response within 64·T1, whatever comes later; a repetition finds its ACK on the way
    private bool IsAwaited(string branch, TimeSpan now) => _sentInvites.TryGetValue(branch, out TimeSpan at) && now - at < timers.TimeOut - TimeSpan.FromSeconds(1);

    private DialogWatch? DialogOf(Cmr.Protocols.Text.Utf8Text local, Cmr.Protocols.Text.Utf8Text remote) => _dialogs.GetValueOrDefault($"{local} {remote}");

    private DialogWatch Open(string local, string remote, TimeSpan now)
    {
        if (_dialogs.TryGetValue($"{local} {remote}", out DialogWatch? known)) return known;
        DialogWatch dialog = new(what => complain($"dialog {local} {remote}: {what}")) { IsUncertain = _isUncertain };
        dialog.Open(byNode: !isCaller, _offer, invite.CSeq.Number, now);
        _dialogs.Add($"{local} {remote}", dialog);
        return dialog;
    }
}
