using System.Globalization;
using System.Xml.Linq;

namespace Cmr.Cli.Ladder;

/// <summary>Draws a ladder as a picture.</summary>
internal static class LadderSvg
{
    private const int TimeWidth = 90;
    private const int LaneWidth = 330;
    private const int Top = 60;
    private const int RowHeight = 30;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Draw(IReadOnlyList<LadderStep> steps, string title)
    {
        int width = TimeWidth + 2 * LaneWidth + 60;
        int height = Top + (steps.Count + 1) * RowHeight + 20;
        var picture = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {width} {height}"),
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("font-family", "sans-serif"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "rect", new XAttribute("width", width), new XAttribute("height", height), new XAttribute("fill", "#ffffff")),
            Enum.GetValues<Lane>().SelectMany(lane => LaneLine(lane, height)),
            steps.SelectMany((step, row) => Arrow(step, Top + (row + 1) * RowHeight)));
        return new XDocument(picture).ToString();
    }

    private static IEnumerable<XElement> LaneLine(Lane lane, int height)
    {
        yield return Text(X(lane), Top - 25, LadderText.Name(lane), "middle", 15, "#102a43");
        yield return Line(X(lane), Top - 12, X(lane), height - 15, "#9fb3c8", 1.5);
    }

    private static IEnumerable<XElement> Arrow(LadderStep step, int y)
    {
        string colour = step.IsMedia ? "#0b7a5f" : step.From == Lane.Cmr ? "#1f5fa8" : "#334e68";
        int tip = X(step.To);
        int back = step.To > step.From ? tip - 9 : tip + 9;
        yield return Text(TimeWidth - 30, y + 4, step.At.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture), "end", 11, "#829ab1");
        yield return Text((X(step.From) + tip) / 2, y - 5, step.Text, "middle", 12, colour);
        yield return Line(X(step.From), y, tip, y, colour, step.IsMedia ? 4 : 1.5);
        yield return new XElement(Svg + "path", new XAttribute("d", $"M{tip} {y} L{back} {y - 5} L{back} {y + 5} Z"), new XAttribute("fill", colour));
    }

    private static int X(Lane lane) => TimeWidth + (int)lane * LaneWidth;

    private static XElement Line(int x1, int y1, int x2, int y2, string colour, double width) => new(
        Svg + "line",
        new XAttribute("x1", x1), new XAttribute("y1", y1), new XAttribute("x2", x2), new XAttribute("y2", y2),
        new XAttribute("stroke", colour), new XAttribute("stroke-width", width.ToString(CultureInfo.InvariantCulture)));

    private static XElement Text(int x, int y, string text, string anchor, int size, string colour) => new(
        Svg + "text",
        new XAttribute("x", x), new XAttribute("y", y), new XAttribute("text-anchor", anchor),
        new XAttribute("font-size", size), new XAttribute("fill", colour), text);
}
