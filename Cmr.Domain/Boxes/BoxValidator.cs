using System.Collections.Immutable;
using System.Globalization;
using Cmr.Domain.Rules;

namespace Cmr.Domain.Boxes;

/// <summary>Checks the shape of a box before it is kept.</summary>
public static class BoxValidator
{
    /// <summary>Finds the first thing wrong with a box.</summary>
    /// <param name="mode">Its presentation mode.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="maximumEntries">Most entries that the operator allows.</param>
    /// <returns><see langword="null"/> when the box may be kept.</returns>
    public static RuleProblem? Check(PresentationMode mode, ImmutableArray<BoxEntry> entries, int maximumEntries)
    {
        if (entries.IsDefaultOrEmpty)
            return Invalid("BoxEntry", "", "a box holds at least one resource");
        int most = mode is PresentationMode.AllInOne ? Math.Min(BoxLimits.PresentedInCall, maximumEntries) : maximumEntries;
        if (entries.Length > most)
            return Invalid("BoxEntry", $"{entries.Length.ToString(CultureInfo.InvariantCulture)} values", $"at most {most} in a box of mode {mode}");
        foreach (BoxEntry entry in entries)
        {
            if (entry.StartTime is null && entry.EndTime is { } end)
                return Invalid("EndTime", end.ToString("O", CultureInfo.InvariantCulture), "stands without StartTime");
            if (entry.StartTime is { } start && mode is not PresentationMode.TimeSlot)
                return Invalid("StartTime", start.ToString("O", CultureInfo.InvariantCulture), $"has no meaning in a box of mode {mode}");
        }
        bool repeats = mode is not PresentationMode.TimeSlot && entries.Select(entry => entry.ResourceId).Distinct(StringComparer.Ordinal).Count() < entries.Length;
        return repeats ? Invalid("BoxEntry", "", "names a resource twice") : null;
    }

    private static RuleProblem Invalid(string parameter, string value, string explanation) =>
        new(RuleProblemKind.InvalidParameter, parameter, value, explanation);
}
