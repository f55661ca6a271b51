namespace Cmr.Sip.Calls;

/// <summary>The two dialogs of a call.</summary>
internal enum LegSide
{
    /// <summary>A-leg: we are the user agent server.</summary>
    Caller,

    /// <summary>B-leg: we are the user agent client.</summary>
    Called,
}
