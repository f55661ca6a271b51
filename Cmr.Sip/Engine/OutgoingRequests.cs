using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>Sends the requests of calls, and sends them elsewhere when a target fails (RFC 3263 §4.3) or a transport does (RFC 3261 §18.1.1).</summary>
internal sealed class OutgoingRequests(EngineOptions options, TransactionLayer transactions, DeadTargets dead)
{
    /// <summary>Sends a request to the first of its targets.</summary>
    public void Send(CallEntry entry, CallEffect.SendRequest send, IReadOnlyList<SipEndpoint> targets, TimeSpan now, List<TransactionEffect> effects)
    {
        CallRequest request = new(entry, send.Number, targets) { Contact = send.Request.ValueOf(HeaderId.Contact) };
        SipRequestBuilder message = Contacts.Localize(send.Request, options.Node, request.Target);
        Note(request, transactions.SendRequest(message, request.Target, PatienceOf(request), now, effects));
    }

    /// <summary>Cancels an INVITE, or keeps it from going on to another target.</summary>
    public void Cancel(InviteClientTransaction invite, Utf8Text reason, TimeSpan now, List<TransactionEffect> effects)
    {
        if (invite.Tag is CallRequest request) request.IsCancelled = true;
        transactions.Cancel(invite, reason, now, effects);
    }

    /// <summary>A request got no response, or could not be sent: its target is at rest.</summary>
    /// <returns>True when the target was not known to be dead.</returns>
    public bool NoteSilence(ClientTransaction failed) => failed.Tag is CallRequest request && !WasSwitched(failed, request) && dead.Note(request.Target);

    /// <summary>A request got no response, or could not be sent.</summary>
    /// <returns>True when it is on its way to another target.</returns>
    public bool TryElsewhere(ClientTransaction failed, TimeSpan now, List<TransactionEffect> effects)
    {
        if (failed.Tag is not CallRequest request) return false;
        return TryNext(failed, request, WasSwitched(failed, request), now, effects);
    }

    /// <summary>A final response came.</summary>
    /// <returns>True when the server is too busy and the request is on its way to another one.</returns>
    public bool TryElsewhere(ClientTransaction answered, SipResponse response, TimeSpan now, List<TransactionEffect> effects)
    {
        if (answered.Tag is not CallRequest request) return false;
        if (response.Status != SipStatus.ServiceUnavailable)
        {
            dead.Forget(request.Target);
            return false;
        }

        dead.Note(request.Target, response.RetryAfter is { } after ? TimeSpan.FromSeconds(after.Seconds) : null);
        return TryNext(answered, request, sameTarget: false, now, effects);
    }

    // A long request that went over TCP because of its length alone goes over UDP after all where nobody listens for TCP
    private static bool WasSwitched(ClientTransaction failed, CallRequest request) => failed.Destination.Transport != request.Target.Transport;

    private bool TryNext(ClientTransaction failed, CallRequest request, bool sameTarget, TimeSpan now, List<TransactionEffect> effects)
    {
        if (request.IsCancelled || request.Entry.HasEnded || (!sameTarget && !request.HasMore)) return false;
        SipEndpoint target = sameTarget ? request.Target : request.Next();
        // The next target may be behind another transport or another of our addresses, which our Contact has to name
        SipRequestBuilder message = failed.Request.Edit();
        if (!request.Contact.IsEmpty) message = Contacts.Localize(message.Set(HeaderId.Contact, request.Contact), options.Node, target);
        Note(request, transactions.SendElsewhere(message, target, PatienceOf(request), now, effects));
        return true;
    }

    private TimeSpan? PatienceOf(CallRequest request) => request.HasMore ? options.FailOverAfter : null;

    private static void Note(CallRequest request, ClientTransaction transaction)
    {
        // What follows in the dialog leaves from the address that its INVITE left from
        if (transaction is InviteClientTransaction && request.Entry.IsOfCalledSide(transaction.Request.CallId)) request.Entry.CalledListener = request.Target.Listener;
        transaction.Tag = request;
        request.Entry.Requests.Set(request.Number, transaction);
    }
}
