namespace Cmr.Persistence.Content;

/// <summary>What came of binding content to a resource.</summary>
public enum BindOutcome
{
    /// <summary>It is bound, and the call path knows.</summary>
    Bound,

    /// <summary>There is no such resource, or it is withdrawn.</summary>
    ResourceUnknown,

    /// <summary>The upload was bound before.</summary>
    UploadUsed,

    /// <summary>Content that the binding names is not in the store.</summary>
    ContentMissing,
}
