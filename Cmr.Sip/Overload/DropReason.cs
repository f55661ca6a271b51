namespace Cmr.Sip.Overload;

/// <summary>Why a message went no further. Every one that was neither worked on nor lost in the network counts under exactly one of these.</summary>
internal enum DropReason
{
    /// <summary>Malformed; a 4xx or 5xx named the fault.</summary>
    MalformedAnswered,

    /// <summary>Malformed, and nothing is sent for it: no request, no place to send to, or the reply would be longer than what asked for it.</summary>
    MalformedUnanswered,

    /// <summary>The source sent more messages than one source may.</summary>
    SourceRate,

    /// <summary>The source opened more calls or other business outside dialogs than one source may.</summary>
    SourceNewRequestRate,

    /// <summary>503: new work waits too long already.</summary>
    Overloaded,

    /// <summary>503: as many calls run as may.</summary>
    TooManyCalls,

    /// <summary>503: too little memory is left.</summary>
    MemoryLow,

    /// <summary>503: the process stops.</summary>
    Draining,

    /// <summary>New work that would have got 503, but more 503 than reasonable were sent in this second.</summary>
    RefusalBudget,

    /// <summary>A message of work in progress found its lane full.</summary>
    MailboxFull,

    /// <summary>An ACK of a 503 that left no trace here; nothing is wrong with it.</summary>
    AckOfRefusal,

    /// <summary>An ACK that fits no dialog.</summary>
    AckWithoutDialog,

    /// <summary>A response that fits no transaction.</summary>
    StrayResponse,

    /// <summary>A response whose Via is not ours.</summary>
    ForeignResponse,
}
