namespace Cmr.Sip.Presentation;

/// <summary>What the presentation tells the call.</summary>
internal interface IPresentationEvents
{
    /// <summary>A worker holds the session: its streams may be shown to the caller.</summary>
    void OnPresentationReady();

    /// <summary>There will be no presentation; nothing of it was shown to the caller.</summary>
    void OnPresentationUnavailable();

    /// <summary>It broke while the caller's session pointed to it.</summary>
    void OnPresentationBroken();
}
