namespace Cmr.Persistence.Reports;

/// <summary>What a report lists; the numbers are those of the management interface.</summary>
public enum ReportKind
{
    /// <summary>Changes of resources, boxes and catalogue lists.</summary>
    ResourceManagement = 1,

    /// <summary>All other changes.</summary>
    ServiceManagement = 2,

    /// <summary>Calls, and what was presented in them.</summary>
    Presentation = 3,

    /// <summary>Charges.</summary>
    Charging = 4,

    /// <summary>How often each resource was presented and subscribed.</summary>
    ResourceUsage = 5,

    /// <summary>Every management request, accepted or refused.</summary>
    Audit = 6,
}
