namespace Cmr.Sip.Calls;

/// <summary>The life of a call as a whole.</summary>
internal enum CallPhase
{
    /// <summary>Until the called side's final response.</summary>
    Ringing,

    /// <summary>The called party answered; the caller does not know it yet.</summary>
    Answering,

    /// <summary>The 2xx to the caller left.</summary>
    Connected,

    /// <summary>It was hung up, refused or failed; requests may still be under way.</summary>
    Ending,
}
