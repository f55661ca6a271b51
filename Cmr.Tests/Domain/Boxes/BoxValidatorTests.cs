using Cmr.Domain.Boxes;

namespace Cmr.Tests.Domain.Boxes;

[TestClass]
public sealed class BoxValidatorTests
{
    [TestMethod]
    public void A_box_that_can_be_presented_is_good()
    {
        Assert.IsNull(BoxValidator.Check(PresentationMode.Sequence, [new("a"), new("b")], 50));
        Assert.IsNull(BoxValidator.Check(PresentationMode.TimeSlot, [new("a", new(8, 0)), new("b", new(9, 0), new(10, 0)), new("a")], 50));
    }

    [TestMethod]
    public void What_is_wrong_is_named()
    {
        Assert.AreEqual("BoxEntry", BoxValidator.Check(PresentationMode.Sequence, [], 50)?.Parameter);
        Assert.AreEqual("BoxEntry", BoxValidator.Check(PresentationMode.Sequence, [new("a"), new("b"), new("c")], 2)?.Parameter);
        Assert.AreEqual("BoxEntry", BoxValidator.Check(PresentationMode.Sequence, [new("a"), new("a")], 50)?.Parameter);
        Assert.AreEqual("BoxEntry", BoxValidator.Check(PresentationMode.AllInOne, [.. Enumerable.Range(0, 33).Select(i => new BoxEntry($"{i}"))], 50)?.Parameter);
        Assert.AreEqual("StartTime", BoxValidator.Check(PresentationMode.Sequence, [new("a", new(8, 0))], 50)?.Parameter);
        Assert.AreEqual("EndTime", BoxValidator.Check(PresentationMode.TimeSlot, [new("a", null, new(8, 0))], 50)?.Parameter);
    }
}
