namespace Cmr.Domain.Content;

/// <summary>Who brought a CMR Resource in (OMA TS Table 9); the numbers are those of the table.</summary>
public enum ResourceOriginator
{
    /// <summary>A Content Provider; the resource is in the catalogue.</summary>
    ContentProvider = 1,

    /// <summary>A CMR Subscriber; only that subscriber sees and takes it.</summary>
    Subscriber = 2,
}
