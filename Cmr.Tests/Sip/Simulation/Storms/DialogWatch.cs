using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>
/// One dialog as the node lives it, in the order in which messages reach and leave it: numbering, descriptions, offers and answers
/// (RFC 3261 §12.2, RFC 3262, RFC 3264, RFC 3311, RFC 6337). Knows nothing of how the node is made.
/// </summary>
/// <param name="complain">Takes what is wrong.</param>
internal sealed class DialogWatch(Action<string> complain)
{
    // Beyond this the node may have given up on a request that nobody answers
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(15);
    private readonly HashSet<string> _sent = [];
    private readonly HashSet<string> _answered = [];
    private readonly HashSet<string> _heard = [];
    private readonly HashSet<uint> _pracked = [];
    private readonly Dictionary<string, (SdpDescription? Offer, bool Legal)> _received = [];
    private SdpDescription? _lastSent;
    private (string Key, SdpDescription Offer, TimeSpan At)? _local;
    private (string Key, SdpDescription Offer)? _remote;
    private uint _lastCSeq;
    private uint? _peerRSeq;
    private bool _isOver;

    /// <summary>The INVITE's exchange is done.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>RSeq of a reliable answer of the node that has no PRACK yet.</summary>
    public uint? Unacknowledged { get; private set; }

    /// <summary>Connections broke or the node began anew: who knows what of an exchange is not certain.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>The INVITE that opened the dialog.</summary>
    public void Open(bool byNode, SdpDescription? offer, uint cSeq, TimeSpan now)
    {
        if (offer is not null && byNode) _local = ("INVITE", offer, now);
        if (offer is not null && !byNode) _remote = ("INVITE", offer);
        if (byNode) (_lastCSeq, _lastSent) = (cSeq, offer);
    }

    /// <summary>A request of the node, not the INVITE that opened the dialog.</summary>
    public void SentRequest(SipRequest request, SdpDescription? description, TimeSpan now)
    {
        string key = $"{request.Method}{request.CSeq.Number}";
        if (request.Method == SipMethod.Ack)
        {
            SentAck($"OWNACK{request.CSeq.Number}", description);
            return;
        }

        if (request.Method == SipMethod.Cancel || !_sent.Add(key)) return;
        if (request.CSeq.Number <= _lastCSeq) complain($"CSeq {request.CSeq.Number} after {_lastCSeq}");
        _lastCSeq = request.CSeq.Number;
        if (_isOver) complain($"{request.Method} after the end of the dialog");
        if (request.Method == SipMethod.Bye) _isOver = true;
        if (request.Method == SipMethod.Prack)
        {
            string reliable = $"RSEQ{request.RAck?.RSeq}";
            if (!_pracked.Add(request.RAck?.RSeq ?? 0)) complain($"a second PRACK for {reliable}");
            if (description is not null) Answers(reliable, description);
            else if (_remote?.Key == reliable) complain("a PRACK without the answer to a reliable offer");
        }
        else if (description is not null)
        {
            Offers(key, description, now);
        }
    }

    /// <summary>A response to the node's request within the dialog.</summary>
    public void ReceivedResponse(SipResponse response, SdpDescription? description)
    {
        string key = $"{response.CSeq.Method}{response.CSeq.Number}";
        if (!response.Status.IsFinal) return;
        if (_local?.Key == key)
        {
            _local = null;
            _heard.Add(key);
        }
        else if (response.Status.IsSuccess && response.CSeq.Method == SipMethod.Invite && description is not null && _heard.Add(key) && _sent.Contains(key))
        {
            _remote = ($"OWNACK{response.CSeq.Number}", description);
        }
    }

    /// <summary>A request of the peer within the dialog.</summary>
    public void ReceivedRequest(SipRequest request, SdpDescription? description)
    {
        string key = $"{request.Method}{request.CSeq.Number}";
        if (request.Method == SipMethod.Ack)
        {
            if (_local?.Key == $"ACK{request.CSeq.Number}") Closed(description);
            return;
        }

        if (_received.ContainsKey(key)) return;
        if (request.Method == SipMethod.Bye) _isOver = true;
        if (request.Method == SipMethod.Prack && request.RAck is { } rack)
        {
            if (rack.RSeq == Unacknowledged) Unacknowledged = null;
            if (_local?.Key == $"RSEQ{rack.RSeq}")
            {
                Closed(description);
                WasAnswered = true;
                description = null;
            }
        }

        bool legal = _local is null && _remote is null;
        _received[key] = (description, legal);
        if (description is not null && legal) _remote = (key, description);
    }

    /// <summary>A response of the node to a request within the dialog.</summary>
    public void SentResponse(SipResponse response, SdpDescription? description, TimeSpan now)
    {
        string key = $"{response.CSeq.Method}{response.CSeq.Number}";
        if (!response.Status.IsFinal || !_received.TryGetValue(key, out (SdpDescription? Offer, bool Legal) request) || !_answered.Add(key)) return;
        if (request.Offer is not null && response.Status.IsSuccess)
        {
            if (!request.Legal) complain($"{key}: an offer was taken while another one was open");
            else if (description is null) complain($"{key}: 2xx without the answer");
            else Answers(key, description);
        }
        else if (request.Offer is not null)
        {
            if (_remote?.Key == key) _remote = null;
        }
        else if (response.Status.IsSuccess && description is not null)
        {
            Offers($"ACK{response.CSeq.Number}", description, now);
        }
    }

    /// <summary>A provisional or successful response of the node to the INVITE that opened the dialog.</summary>
    public void SentToInvite(SipResponse response, SdpDescription? description, bool callerOffered, TimeSpan now)
    {
        bool reliable = response.RSeq is not null;
        string key = reliable ? $"RSEQ{response.RSeq}" : $"{response.Status}";
        if (response.Status.IsSuccess && Unacknowledged is not null) complain("2xx before the PRACK of a reliable description");
        if (!_sent.Add(key + (reliable ? "" : description?.ToString())) || description is null) return;
        if (callerOffered && !WasAnswered && _remote?.Key == "INVITE")
        {
            if (reliable || response.Status.IsSuccess) Answers("INVITE", description);
            else Check(description, _remote?.Offer);
            WasAnswered = reliable || response.Status.IsSuccess;
            if (reliable) Unacknowledged = response.RSeq;
        }
        else if (callerOffered)
        {
            complain($"{response.Status}: a second answer to the INVITE");
        }
        else if (!reliable && !response.Status.IsSuccess)
        {
            complain("an offer in an unreliable response");
        }
        else if (!WasAnswered)
        {
            Offers(reliable ? key : $"ACK{response.CSeq.Number}", description, now);
        }
        else
        {
            complain($"{response.Status}: a second offer in the INVITE's exchange");
        }
    }

    /// <summary>A provisional or successful response to the node's INVITE that opened the dialog.</summary>
    public void ReceivedToInvite(SipResponse response, SdpDescription? description, bool nodeOffered)
    {
        if (response.RSeq is { } rSeq && response.Status.IsProvisional)
        {
            if (_peerRSeq is { } last && rSeq != last + 1) return;
            _peerRSeq = rSeq;
        }
        else if (!response.Status.IsSuccess)
        {
            return;
        }

        if (description is null || WasAnswered) return;
        if (nodeOffered && _local?.Key == "INVITE") (_local, WasAnswered) = (null, true);
        else if (!nodeOffered) (_remote, WasAnswered) = ((response.Status.IsSuccess ? $"OWNACK{response.CSeq.Number}" : $"RSEQ{response.RSeq}", description), true);
    }

    private void SentAck(string key, SdpDescription? description)
    {
        if (_remote?.Key != key) return;
        if (description is null && !_isOver) complain("an ACK without the answer to the offer of a 2xx");
        else if (description is not null) Answers(key, description);
        _remote = null;
    }

    private void Offers(string key, SdpDescription offer, TimeSpan now)
    {
        if (_local is { } open && now - open.At < Forgotten && !IsUncertain) complain($"{key}: an offer while the own one of {open.Key} is open");
        if (_remote is { } theirs && !IsUncertain) complain($"{key}: an offer while the peer's of {theirs.Key} is open");
        if (Unacknowledged is not null) complain($"{key}: an offer before the PRACK of the answer");
        Check(offer, answered: null);
        _local = (key, offer, now);
    }

    private void Answers(string key, SdpDescription answer)
    {
        if (_remote is not { } remote || remote.Key != key)
        {
            if (!IsUncertain) complain($"{key}: an answer to no offer");
            return;
        }

        Check(answer, remote.Offer);
        _remote = null;
    }

    private void Closed(SdpDescription? answer)
    {
        _local = null;
        _ = answer;
    }

    // Same octets and version, or the next version; and a legal answer where it is one
    private void Check(SdpDescription description, SdpDescription? answered)
    {
        if (answered is not null && ExchangeCheck.OfAnswer(answered, description) is not ExchangeProblem.None and var problem) complain($"{problem} in the answer\n{answered}\n--\n{description}");
        if (_lastSent is { } before)
        {
            if (ExchangeCheck.OfNext(before, description) is not ExchangeProblem.None and var step) complain($"{step} in the next description\n{before}\n--\n{description}");
            bool sameVersion = before.Origin?.Version == description.Origin?.Version;
            if (sameVersion != (before.ToText() == description.ToText())) complain($"version and content do not change together\n{before}\n--\n{description}");
        }

        _lastSent = description;
    }
}
