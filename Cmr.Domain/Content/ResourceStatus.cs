namespace Cmr.Domain.Content;

/// <summary>Status of a CMR Resource (OMA TS Table 9); the numbers are those of the table.</summary>
public enum ResourceStatus
{
    /// <summary>May be subscribed and presented.</summary>
    Active = 1,

    /// <summary>Neither subscribed nor presented.</summary>
    Inactive = 2,

    /// <summary>Taken out for a while; neither subscribed nor presented.</summary>
    Suspended = 3,
}
