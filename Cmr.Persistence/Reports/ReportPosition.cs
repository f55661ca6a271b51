using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Cmr.Persistence.Reports;

/// <summary>A place in a report: behind one record, whatever was added since.</summary>
/// <param name="Kind">The report it belongs to.</param>
/// <param name="Time">Time of the record, to the microsecond as the database has it.</param>
/// <param name="Key">Its identifier.</param>
public sealed record ReportPosition(ReportKind Kind, DateTimeOffset Time, string Key)
{
    private const int MaximumLength = 512;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">The report it must belong to.</param>
    /// <returns><see langword="null"/> when it is no place in such a report.</returns>
    public static ReportPosition? Parse(string text, ReportKind kind)
    {
        byte[] octets = new byte[MaximumLength];
        if (text.Length > MaximumLength || Base64Url.DecodeFromChars(text, octets, out _, out int length) is not OperationStatus.Done)
            return null;
        string[] parts = Encoding.UTF8.GetString(octets, 0, length).Split('|', 3);
        if (parts.Length < 3 || parts[0] != $"{(int)kind}" || parts[2].Contains('\0'))
            return null;
        bool legible = long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        bool fits = kind switch
        {
            ReportKind.Presentation or ReportKind.Audit => Guid.TryParseExact(parts[2], "D", out _),
            ReportKind.ResourceUsage => parts[2].Length > 0,
            _ => long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out _),
        };
        return legible && fits ? new(kind, new DateTimeOffset(ticks, TimeSpan.Zero), parts[2]) : null;
    }

    /// <summary>As text for a client to bring back.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Kind}|{Time.UtcTicks}|{Key}")));
}
