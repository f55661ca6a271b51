using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>
/// Somebody answers an INVITE that nobody waits for any more: it timed out, went on to another server, or its call is gone. The dialog that the 2xx
/// makes is acknowledged and ended at once (RFC 3261 §13.2.2.4, §15). Only branches of ours are believed, so a forged 2xx makes us send nothing.
/// </summary>
internal sealed class LateAnswers(TransactionLayer transactions, RequestRouter router)
{
    private const int MaxKept = 4096;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(3);
    private readonly Dictionary<Utf8Text, (AnyUri Uri, HashSet<Utf8Text> Ended)> _unanswered = [];
    private readonly Queue<(Utf8Text Branch, TimeSpan Until)> _order = new();

    /// <summary>Time of this turn.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>An INVITE ends without final response; one may still come.</summary>
    public void Expect(ClientTransaction invite)
    {
        if (invite.Request.Method != SipMethod.Invite || !invite.Request.To.Tag.IsEmpty) return;
        Forget();
        Utf8Text branch = invite.Request.TopVia.Branch.Detach();
        if (_unanswered.TryAdd(branch, (AnyUri.Parse(invite.Request.Uri.Raw.Detach()), []))) _order.Enqueue((branch, Now + KeptFor));
    }

    /// <summary>A response that fits no transaction.</summary>
    /// <returns>False when it has nothing to do with any INVITE of ours.</returns>
    public bool TryEnd(SipResponse stray, List<TransactionEffect> effects)
    {
        if (!stray.Status.IsSuccess || stray.CSeq.Method != SipMethod.Invite) return false;
        if (!_unanswered.TryGetValue(stray.TopVia.Branch, out (AnyUri Uri, HashSet<Utf8Text> Ended) known)) return false;
        End(stray, known.Uri, known.Ended.Add(stray.To.Tag.Detach()), effects);
        return true;
    }

    /// <summary>A 2xx to an INVITE whose call is gone, while its transaction still lives.</summary>
    public void End(ClientTransaction invite, SipResponse success, List<TransactionEffect> effects)
    {
        if (!success.Status.IsSuccess || invite.Request.Method != SipMethod.Invite) return;
        HashSet<Utf8Text> ended = invite.Tag as HashSet<Utf8Text> ?? [];
        invite.Tag = ended;
        End(success, invite.Request.Uri, ended.Add(success.To.Tag.Detach()), effects);
    }

    private void End(SipResponse success, AnyUri uri, bool isFirst, List<TransactionEffect> effects)
    {
        Dialog dialog = Dialog.AsClient(success, uri);
        SipRequestBuilder ack = dialog.CreateAck(success.CSeq.Number);
        SipRequestBuilder? bye = isFirst ? dialog.CreateRequest(SipMethod.Bye) : null;
        router.WhenRouted(new HopWish(dialog.NextHop, IsNewCall: false), listener: null, (targets, _) =>
        {
            if (targets.Count == 0) return;
            transactions.SendAck(ack, targets[0], effects);
            if (bye is not null) transactions.SendRequest(bye, targets[0], Now, effects);
        });
    }

    private void Forget()
    {
        while (_order.TryPeek(out (Utf8Text Branch, TimeSpan Until) oldest) && (oldest.Until <= Now || _order.Count >= MaxKept))
        {
            _order.Dequeue();
            _unanswered.Remove(oldest.Branch);
        }
    }
}
