namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Everything that can happen to a transaction.</summary>
public enum TransactionInputKind : byte
{
    /// <summary>Begin: a client sends its request, a server has received one.</summary>
    Start,

    /// <summary>Client: provisional response.</summary>
    Receive1xx,

    /// <summary>Client: success response.</summary>
    Receive2xx,

    /// <summary>Client: any other final response.</summary>
    Receive300To699,

    /// <summary>Client of an INVITE: a CANCEL was sent for it.</summary>
    CancelSent,

    /// <summary>Server: the request again.</summary>
    RequestAgain,

    /// <summary>Server of an INVITE: an ACK that matches.</summary>
    Ack,

    /// <summary>Server: the user sends a provisional response.</summary>
    Send1xx,

    /// <summary>Server: the user sends a success response.</summary>
    Send2xx,

    /// <summary>Server: the user sends any other final response.</summary>
    Send300To699,

    /// <summary>What was sent last could not be delivered to the network.</summary>
    TransportError,

    /// <summary>Timer A.</summary>
    TimerA,

    /// <summary>Timer B.</summary>
    TimerB,

    /// <summary>Timer C.</summary>
    TimerC,

    /// <summary>Timer D.</summary>
    TimerD,

    /// <summary>Timer E.</summary>
    TimerE,

    /// <summary>Timer F.</summary>
    TimerF,

    /// <summary>Timer G.</summary>
    TimerG,

    /// <summary>Timer H.</summary>
    TimerH,

    /// <summary>Timer I.</summary>
    TimerI,

    /// <summary>Timer J.</summary>
    TimerJ,

    /// <summary>Timer K.</summary>
    TimerK,

    /// <summary>Timer L.</summary>
    TimerL,

    /// <summary>Timer M.</summary>
    TimerM,

    /// <summary>Time for a 100.</summary>
    TimerTrying,
}
