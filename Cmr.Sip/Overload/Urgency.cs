namespace Cmr.Sip.Overload;

/// <summary>What a message is to a node that has too much to do. What comes first is lost last.</summary>
internal enum Urgency : byte
{
    /// <summary>Work in progress: responses, ACK, CANCEL, everything in a dialog. Finishing a call frees what it holds.</summary>
    InProgress,

    /// <summary>Something new that must not be refused first: an emergency call, or one with Resource-Priority.</summary>
    Urgent,

    /// <summary>Something new: a call, or a request that opens nothing here anyway.</summary>
    New,
}
