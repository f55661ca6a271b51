namespace Cmr.Persistence.Reports;

/// <summary>A page of a report.</summary>
/// <param name="Entries">The records, the oldest first.</param>
/// <param name="Next">Where the next page begins; <see langword="null"/>: there is none.</param>
public sealed record ReportPage(IReadOnlyList<ReportEntry> Entries, ReportPosition? Next);
