using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>The way to one worker.</summary>
internal interface IWorkerLink
{
    /// <summary>Gets a value indicating whether commands get through now.</summary>
    bool IsConnected { get; }

    /// <summary>Sends a message; never blocks or throws. What does not get through is lost.</summary>
    void Send(ControlMessage message);
}
