namespace Cmr.Sip.Overload;

/// <summary>What waits in a mailbox.</summary>
/// <param name="Count">Messages.</param>
/// <param name="NewAge">How long the oldest new request has waited; zero when there is none.</param>
/// <param name="InProgressAge">The same of messages of work in progress.</param>
internal readonly record struct Backlog(int Count, TimeSpan NewAge, TimeSpan InProgressAge)
{
    /// <summary>How long the oldest message has waited.</summary>
    public TimeSpan OldestAge => NewAge > InProgressAge ? NewAge : InProgressAge;
}
