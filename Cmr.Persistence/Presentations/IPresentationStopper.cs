namespace Cmr.Persistence.Presentations;

/// <summary>The SIP node, as far as others may tell it to stop what it presents.</summary>
public interface IPresentationStopper
{
    /// <summary>Stops a presentation of this node. Never blocks and never throws.</summary>
    /// <param name="presentationId">The presentation; one that is not of this node is left without an answer, since another node may have it.</param>
    /// <param name="done">Told, on any thread and at most once, whether it was going on and is stopped.</param>
    void Stop(Guid presentationId, Action<bool> done);
}
