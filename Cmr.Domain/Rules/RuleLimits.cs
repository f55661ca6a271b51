namespace Cmr.Domain.Rules;

/// <summary>Bounds that keep a subscriber's profile small enough for the call path.</summary>
public static class RuleLimits
{
    /// <summary>Most entries of a rule, all types together.</summary>
    public const int EntriesPerRule = 100;

    /// <summary>Most resources of an entry, or of a default.</summary>
    public const int ResourcesPerEntry = 20;

    /// <summary>Most entries of a library.</summary>
    public const int LibraryEntries = 1000;
}
