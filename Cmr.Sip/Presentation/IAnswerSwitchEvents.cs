using Cmr.Protocols.Sdp.Descriptions;

namespace Cmr.Sip.Presentation;

/// <summary>How the switch from the worker to the called party's media ended.</summary>
internal interface IAnswerSwitchEvents
{
    /// <summary>The caller took the called party's description.</summary>
    /// <param name="answer">The caller's answer; <see langword="null"/> when it cannot be read.</param>
    void OnSwitched(SdpDescription? answer);

    /// <summary>The caller refused the UPDATE; its session still points to the worker.</summary>
    void OnSwitchRefused();

    /// <summary>The caller knows nothing of the dialog any more, or is silent.</summary>
    void OnCallerGone();
}
