using System.Globalization;
using System.Text;

namespace Cmr.Cli.Ladder;

/// <summary>Draws a ladder with characters.</summary>
internal static class LadderText
{
    private const int Margin = 10;
    private const int LaneWidth = 44;

    public static string Draw(IReadOnlyList<LadderStep> steps)
    {
        var text = new StringBuilder();
        text.AppendLine(Heading());
        foreach (LadderStep step in steps) text.AppendLine(Line(step));
        return text.ToString();
    }

    /// <summary>The names above the lanes.</summary>
    public static string Heading()
    {
        var text = new StringBuilder();
        text.Append(' ', Margin);
        foreach (Lane lane in Enum.GetValues<Lane>()) text.Append(CultureInfo.InvariantCulture, $"{Name(lane),-LaneWidth}");
        text.Length -= LaneWidth - Name(Lane.UeB).Length;
        return text.ToString();
    }

    public static string Name(Lane lane) => lane switch
    {
        Lane.UeA => "UE-A",
        Lane.Cmr => "CMR",
        _ => "UE-B",
    };

    /// <summary>One arrow between the lanes.</summary>
    public static string Line(LadderStep step)
    {
        int left = Math.Min((int)step.From, (int)step.To);
        int right = Math.Max((int)step.From, (int)step.To);
        bool pointsRight = step.To > step.From;
        int width = (right - left) * LaneWidth - 1;
        char dash = step.IsMedia ? '=' : '-';
        string label = step.Text.Length > width - 6 ? step.Text[..(width - 7)] + "…" : step.Text;
        string arrow = $" {label} ";
        arrow = arrow.PadLeft(arrow.Length + (width - 1 - arrow.Length) / 2, dash).PadRight(width - 1, dash);
        arrow = pointsRight ? arrow + '>' : '<' + arrow;
        string before = string.Concat(Enumerable.Range(0, left).Select(_ => "|".PadRight(LaneWidth)));
        string after = string.Concat(Enumerable.Range(right, (int)Lane.UeB - right).Select(_ => "|".PadRight(LaneWidth)));
        return string.Create(CultureInfo.InvariantCulture, $"{step.At.TotalSeconds,8:0.000}  {before}|{arrow}{after}|");
    }
}
