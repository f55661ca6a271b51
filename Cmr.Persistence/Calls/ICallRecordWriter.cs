using Cmr.Domain.Calls;

namespace Cmr.Persistence.Calls;

/// <summary>Takes call records off the call path; a background writer stores them in batches. Safe for concurrent use.</summary>
public interface ICallRecordWriter
{
    /// <summary>Hands a record over; never waits.</summary>
    /// <param name="record">The finished call.</param>
    /// <returns><see langword="false"/> when the buffer is full because the database has been away too long; the record is then counted and logged as lost.</returns>
    bool Post(CallRecord record);
}
