namespace Cmr.Persistence.Audit;

/// <summary>Takes audit records off the request path; a background writer stores them in batches. Safe for concurrent use.</summary>
public interface IAuditWriter
{
    /// <summary>Records lost because the buffer was full.</summary>
    long Lost { get; }

    /// <summary>Hands a record over; never waits.</summary>
    /// <param name="record">The answered request.</param>
    /// <returns><see langword="false"/> when the buffer is full because the database has been away too long; the record is then counted and logged as lost.</returns>
    bool Post(AuditRecord record);
}
