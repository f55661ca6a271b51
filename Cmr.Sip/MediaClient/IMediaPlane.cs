using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>The media workers as the call code sees them: commands go out, events come back to the call's mailbox.</summary>
internal interface IMediaPlane
{
    /// <summary>
    /// Sends a command to the worker that holds the session, or, for <see cref="OpenMedia"/>, to the least busy one. Never blocks.
    /// Every command is answered by exactly one event that carries its <see cref="MediaCommand.CommandId"/>, at the latest after
    /// <see cref="MediaClientOptions.CommandBudget"/>, then by <see cref="MediaFailed"/>. With no worker connected that comes at once.
    /// </summary>
    /// <param name="command">The command; ids rise within a session.</param>
    /// <param name="sink">Where events of the session go; the one given with <see cref="OpenMedia"/> serves all of it.</param>
    void Post(MediaCommand command, IMediaEventSink sink);
}
