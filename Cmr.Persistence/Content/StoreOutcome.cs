namespace Cmr.Persistence.Content;

/// <summary>What came of storing content.</summary>
public enum StoreOutcome
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It was there already.</summary>
    AlreadyThere,

    /// <summary>The octets do not have the hash they were announced with; nothing is stored.</summary>
    HashMismatch,

    /// <summary>There are more octets than allowed; nothing is stored.</summary>
    TooLarge,
}
