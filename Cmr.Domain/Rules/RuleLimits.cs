namespace Cmr.Domain.Rules;

/// <summary>Bounds that keep a subscriber's profile small enough for the call path.</summary>
public static class RuleLimits
{
    /// <summary>Most rules of a subscriber.</summary>
    public const int Rules = 200;

    /// <summary>Most entries of a rule, all types together.</summary>
    public const int EntriesPerRule = 100;

    /// <summary>Most resources of an entry, or of a default.</summary>
    public const int ResourcesPerEntry = 20;

    /// <summary>Most groups of a subscriber.</summary>
    public const int Groups = 200;

    /// <summary>Most members of a group.</summary>
    public const int MembersPerGroup = 1000;

    /// <summary>Most entries of a library.</summary>
    public const int LibraryEntries = 1000;
}
