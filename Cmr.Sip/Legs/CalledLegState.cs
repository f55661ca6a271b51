namespace Cmr.Sip.Legs;

/// <summary>Where the B-leg stands.</summary>
internal enum CalledLegState
{
    /// <summary>Nothing was sent.</summary>
    Idle,

    /// <summary>The INVITE left; no final response yet.</summary>
    Inviting,

    /// <summary>It was cancelled; the final response is awaited.</summary>
    Cancelling,

    /// <summary>A 2xx came.</summary>
    Answered,

    /// <summary>BYE left.</summary>
    HangingUp,

    /// <summary>Nothing more to do, apart from late 2xx.</summary>
    Over,
}
