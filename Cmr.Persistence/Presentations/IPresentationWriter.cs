using Cmr.Domain.Calls;

namespace Cmr.Persistence.Presentations;

/// <summary>
/// Takes news of presentations off the call path; a background writer stores them in batches. Safe for concurrent use, never waits.
/// What is lost, because the database is away or the buffer is full, cannot be stopped or copied out of band; the call record is not touched by it.
/// </summary>
public interface IPresentationWriter
{
    /// <summary>A party hears something.</summary>
    /// <param name="record">What and in which call.</param>
    void Begun(PresentationRecord record);

    /// <summary>It is over.</summary>
    /// <param name="listener">The party that heard it.</param>
    /// <param name="presentationId">The presentation.</param>
    /// <param name="at">When.</param>
    void Ended(string listener, Guid presentationId, DateTimeOffset at);
}
