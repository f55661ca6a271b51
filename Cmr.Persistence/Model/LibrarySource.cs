namespace Cmr.Persistence.Model;

/// <summary>How a resource came into a library.</summary>
public enum LibrarySource
{
    /// <summary>The subscriber subscribed to it (OMA TS Table 5).</summary>
    Subscribed = 1,

    /// <summary>Copied from another subscriber's library (OMA TS Table 7, action 1).</summary>
    Copied = 2,

    /// <summary>Given by another subscriber (OMA TS Table 7, action 2).</summary>
    Given = 3,

    /// <summary>The subscriber brought it in, or put the box together.</summary>
    OwnContent = 4,
}
