using System.Xml.Linq;
using Cmr.Cli.Ladder;

namespace Cmr.Tests.Cli.Ladder;

[TestClass]
public sealed class LadderTests
{
    private static IReadOnlyList<LadderStep> Steps()
    {
        var ladder = new CallLadder();
        ladder.Add(new LadderStep(TimeSpan.FromSeconds(10.5), Lane.Cmr, Lane.UeA, "RTP <tone> & more", IsMedia: true));
        ladder.Add(new LadderStep(TimeSpan.FromSeconds(10), Lane.UeA, Lane.Cmr, "INVITE"));
        ladder.Add(new LadderStep(TimeSpan.FromSeconds(10.1), Lane.Cmr, Lane.UeB, "INVITE"));
        ladder.Add(new LadderStep(TimeSpan.FromSeconds(11), Lane.UeB, Lane.UeA, "RTP talk", IsMedia: true));
        return ladder.InOrder();
    }

    [TestMethod]
    public void Steps_come_in_the_order_of_time_counted_from_the_first()
    {
        CollectionAssert.AreEqual(new[] { 0.0, 0.1, 0.5, 1.0 }, Steps().Select(step => Math.Round(step.At.TotalSeconds, 3)).ToArray());
    }

    [TestMethod]
    public void Text_lines_are_of_one_width_and_arrows_point_to_their_receiver()
    {
        string[] lines = LadderText.Draw(Steps()).TrimEnd('\n').Split('\n');
        Assert.HasCount(5, lines);
        Assert.HasCount(1, lines[1..].Select(line => line.Length).Distinct().ToArray());
        Assert.Contains("INVITE", lines[1]);
        Assert.Contains(">|", lines[1]);
        Assert.Contains("|<==", lines[3]);
        StringAssert.StartsWith(lines[4], "   1.000  |<");
    }

    [TestMethod]
    public void A_label_longer_than_its_arrow_is_cut()
    {
        string text = LadderText.Draw([new LadderStep(TimeSpan.Zero, Lane.UeA, Lane.Cmr, new string('x', 200))]);
        Assert.Contains("…", text);
        Assert.IsLessThan(110, text.Split('\n')[1].Length);
    }

    [TestMethod]
    public void The_picture_is_XML_with_every_label_escaped()
    {
        XDocument picture = XDocument.Parse(LadderSvg.Draw(Steps(), "A calls B"));
        string[] labels = [.. picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.Contains("RTP <tone> & more", labels);
    }
}
