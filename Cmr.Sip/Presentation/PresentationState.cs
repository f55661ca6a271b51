namespace Cmr.Sip.Presentation;

/// <summary>Where the presentation to the caller stands (states of the A-leg machine that concern media).</summary>
internal enum PresentationState
{
    /// <summary>The choice of what to present is under way.</summary>
    Choosing,

    /// <summary>Something was chosen; the called party has not begun to ring.</summary>
    Chosen,

    /// <summary>A media worker was asked for a session.</summary>
    Opening,

    /// <summary>A media worker holds a session, silent.</summary>
    Open,

    /// <summary>The caller hears it.</summary>
    Playing,

    /// <summary>Nothing is or will be presented in this call.</summary>
    Off,
}
