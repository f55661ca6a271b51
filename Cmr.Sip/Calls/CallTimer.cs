namespace Cmr.Sip.Calls;

/// <summary>What a call waits for, apart from the timers inside its legs.</summary>
internal enum CallTimer
{
    /// <summary>No answer from the called party (T_na).</summary>
    NoAnswer,

    /// <summary>The choice of what to present is late.</summary>
    Choosing,

    /// <summary>The media worker is late with its answer (T_ms).</summary>
    MediaOpening,

    /// <summary>The next keep-alive 18x to the caller is due (T_18x).</summary>
    KeepAlive,

    /// <summary>An UPDATE or re-INVITE of ours may be tried again (T_491), or the first one after the answer may leave.</summary>
    OfferAgain,
}
