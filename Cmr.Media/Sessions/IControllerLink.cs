using Cmr.Contracts.MediaControl;

namespace Cmr.Media.Sessions;

/// <summary>The way back to a controller: one authenticated connection of it.</summary>
internal interface IControllerLink
{
    /// <summary>Gets the controller's name; the same over all its connections.</summary>
    Guid ControllerId { get; }

    /// <summary>Sends a message, or drops it when the connection is gone; never blocks or throws.</summary>
    void Send(ControlMessage message);
}
