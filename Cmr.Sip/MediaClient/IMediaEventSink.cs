using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>Takes media events of a session into the mailbox of the call it belongs to.</summary>
internal interface IMediaEventSink
{
    /// <summary>Takes one event. Called on any thread, also from within <see cref="IMediaPlane.Post"/>; must return at once and not throw.</summary>
    /// <param name="mediaEvent">The event.</param>
    void Accept(MediaEvent mediaEvent);
}
