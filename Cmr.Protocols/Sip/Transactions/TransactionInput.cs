using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>One input of a machine.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Message">The message received or to be sent, where there is one.</param>
public readonly record struct TransactionInput(TransactionInputKind Kind, SipMessage? Message = null)
{
    /// <summary>A response that a client received.</summary>
    public static TransactionInput Received(SipResponse response) => new(
        response.Status.IsProvisional ? TransactionInputKind.Receive1xx
        : response.Status.IsSuccess ? TransactionInputKind.Receive2xx
        : TransactionInputKind.Receive300To699,
        response);

    /// <summary>A response that the user of a server sends.</summary>
    public static TransactionInput Sending(SipResponse response) => new(
        response.Status.IsProvisional ? TransactionInputKind.Send1xx
        : response.Status.IsSuccess ? TransactionInputKind.Send2xx
        : TransactionInputKind.Send300To699,
        response);

    /// <summary>A timer that ran out.</summary>
    public static TransactionInput Timer(SipTimer timer) => new(TransactionInputKind.TimerA + (byte)timer);
}
