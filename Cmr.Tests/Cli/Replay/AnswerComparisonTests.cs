using Cmr.Cli.Replay;

namespace Cmr.Tests.Cli.Replay;

[TestClass]
public sealed class AnswerComparisonTests
{
    private readonly SampleValues _values = new(null, new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    [TestMethod]
    public void Prefixes_and_white_space_between_elements_do_not_matter() =>
        AssertSame("<a:r xmlns:a='urn:x'>\n  <a:b>1</a:b>\n</a:r>", "<r xmlns='urn:x'><b>1</b></r>");

    [TestMethod]
    [DataRow("<r><b>1</b></r>", "<r><b>2</b></r>", "r/b", "1", "2")]
    [DataRow("<r><b>1</b><c/></r>", "<r><b>1</b></r>", "r/c", "", "(nothing)")]
    [DataRow("<r><b>1</b></r>", "<r><b>1</b><c>3</c></r>", "r/c", "(nothing)", "3")]
    [DataRow("<r><b>1</b><b>2</b></r>", "<r><b>1</b></r>", "r/b[2]", "2", "(nothing)")]
    [DataRow("<r><b>1</b></r>", "<r xmlns='urn:x'><b>1</b></r>", "r", "r", "{urn:x}r")]
    [DataRow("<r><b>1</b></r>", "<r><c>9</c><b>1</b></r>", "r/c", "(nothing)", "9")]
    [DataRow("<r><b> 1</b></r>", "<r><b>1</b></r>", "r/b", " 1", "1")]
    [DataRow("<r a='1'/>", "<r a='2'/>", "r/@a", "1", "2")]
    [DataRow("<r/>", "<r a='2'/>", "r/@a", "(nothing)", "2")]
    [DataRow("<r><b/></r>", "<r><b><c>1</c></b></r>", "r/b", "", "c=1")]
    public void A_difference_names_place_and_both_sides(string expected, string actual, string path, string wanted, string got) =>
        Assert.AreEqual(new Difference(path, wanted, got), Compare(expected, actual).Single());

    [TestMethod]
    public void Order_matters() => Assert.AreNotEqual(0, Compare("<r><b>1</b><c>2</c></r>", "<r><c>2</c><b>1</b></r>").Count);

    [TestMethod]
    [DataRow("{{any}}", "anything", true)]
    [DataRow("{{any}}", "", true)]
    [DataRow("{{int}}", "-12", true)]
    [DataRow("{{int}}", "12.5", false)]
    [DataRow("{{dateTime}}", "2026-11-21T12:00:00.5+08:00", true)]
    [DataRow("{{dateTime}}", "2026-11-21T12:00:00", false)]
    [DataRow("{{uri}}", "http://127.0.0.1:8090/upload?x=1", true)]
    [DataRow("{{uri}}", "no address", false)]
    [DataRow("{{now+P1D}}", "2026-11-22T12:00:00Z", true)]
    [DataRow("{{now-PT1H}}", "2026-11-21T12:00:00Z", false)]
    [DataRow("id {{int}} is (wrong)", "id 404 is (wrong)", true)]
    [DataRow("id {{int}} is (wrong)", "id 404 is wrong", false)]
    public void A_wildcard_matches_values_of_its_form(string expected, string actual, bool matches) =>
        Assert.AreEqual(matches, Compare($"<r>{expected}</r>", $"<r>{actual}</r>").Count == 0);

    [TestMethod]
    public void What_is_captured_is_kept_and_expected_later()
    {
        AssertSame("<r><id>{{capture first}}</id><id>g-{{capture second}}</id></r>", "<r><id>7</id><id>g-8</id></r>");
        Assert.AreEqual(("7", "8"), (_values.Find("first"), _values.Find("second")));
        AssertSame("<r>{{first}} and {{second}}</r>", "<r>7 and 8</r>");
        Assert.AreEqual(new Difference("r", "7", "9"), Compare("<r>{{first}}</r>", "<r>9</r>").Single());
    }

    [TestMethod]
    public void Nothing_is_not_captured() => Assert.AreEqual(1, Compare("<r><id>{{capture id}}</id></r>", "<r><id/></r>").Count);

    [TestMethod]
    [DataRow("<r>{{more}}<b>2</b>{{more}}</r>", "<r><b>1</b><b>2</b><b>3</b></r>", true)]
    [DataRow("<r>{{more}}<b>2</b>{{more}}</r>", "<r><b>2</b></r>", true)]
    [DataRow("<r>{{more}}<b>2</b></r>", "<r><b>2</b><b>3</b></r>", false)]
    [DataRow("<r>{{more}}<b>4</b>{{more}}</r>", "<r><b>1</b><b>2</b></r>", false)]
    [DataRow("<r><a/>{{more}}</r>", "<r><a/></r>", true)]
    [DataRow("<r><b>1</b>{{more}}<c>1</c></r>", "<r><b>1</b><b>2</b><c>1</c></r>", true)]
    public void More_stands_for_any_number_of_elements_up_to_the_one_that_follows(string expected, string actual, bool matches) =>
        Assert.AreEqual(matches, Compare(expected, actual).Count == 0);

    [TestMethod]
    public void A_capture_in_an_element_that_was_passed_over_is_forgotten()
    {
        AssertSame("<r>{{more}}<b><id>{{capture id}}</id><n>two</n></b></r>", "<r><b><id>1</id><n>one</n></b><b><id>2</id><n>two</n></b></r>");
        Assert.AreEqual("2", _values.Find("id"));
    }

    private void AssertSame(string expected, string actual) => CollectionAssert.AreEqual(Array.Empty<Difference>(), Compare(expected, actual).ToArray());

    private IReadOnlyList<Difference> Compare(string expected, string actual) =>
        AnswerComparison.Compare(SampleXml.Read(expected).Root!, SampleXml.Read(actual).Root!, _values); // a document has a root
}
