using System.Xml;
using System.Xml.Linq;
using Cmr.Cli.Replay;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>What every sample of <c>wsdl/samples</c> has to be.</summary>
[TestClass]
public sealed class SampleTests
{
    private static IEnumerable<object[]> Requests => Where(step => !step.IsInvalidOnPurpose);

    private static IEnumerable<object[]> InvalidRequests => Where(step => step is { Kind: StepKind.Response, IsInvalidOnPurpose: true });

    private static IEnumerable<object[]> Responses => Where(step => step.Kind is StepKind.Response);

    private static IEnumerable<object[]> Faults => Where(step => step.Kind is StepKind.Fault);

    [TestMethod]
    public void Every_placeholder_has_a_meaning_and_every_file_is_read() => SampleCheck.Ensure(Samples.Scenarios, hasCredentials: true);

    [TestMethod]
    [DynamicData(nameof(Requests))]
    public void A_request_is_valid_by_the_schemas(string name) => AssertValid(Samples.BodyOf(Samples.Steps[name].RequestFile));

    [TestMethod]
    [DynamicData(nameof(InvalidRequests))]
    public void A_request_that_is_invalid_on_purpose_breaks_the_schemas(string name) =>
        Assert.AreNotEqual(0, Validate(Samples.BodyOf(Samples.Steps[name].RequestFile)).Count, "its case name begins with invalid-, but the schemas accept it");

    [TestMethod]
    [DynamicData(nameof(Responses))]
    public void A_response_is_valid_by_the_schemas(string name) => AssertValid(Samples.BodyOf(Samples.Steps[name].ExpectedFile));

    [TestMethod]
    [DynamicData(nameof(Requests))]
    public void A_request_that_is_read_and_written_again_is_the_same(string name) => AssertRoundTrip(name, isRequest: true, Samples.Steps[name].RequestFile);

    [TestMethod]
    [DynamicData(nameof(Responses))]
    public void A_response_that_is_read_and_written_again_is_the_same(string name) => AssertRoundTrip(name, isRequest: false, Samples.Steps[name].ExpectedFile);

    [TestMethod]
    [DynamicData(nameof(Faults))]
    public void A_fault_has_its_parts_in_order_and_a_code_of_SOAP(string name)
    {
        XElement fault = ScenarioReplay.ReadExpected(Samples.Steps[name]);
        CollectionAssert.AreEqual(new[] { "faultcode", "faultstring" }, fault.Elements().Take(2).Select(element => element.Name.ToString()).ToArray());
        Assert.Contains((string?)fault.Element("faultcode"), ["Client", "Server", "MustUnderstand", "VersionMismatch"]);
    }

    [TestMethod]
    public void Every_scenario_has_TransactionIds_of_its_own()
    {
        string[] shared = [.. Samples.Steps
            .Where(step => step.Value.Kind is StepKind.Response)
            .Select(step => (Scenario: step.Key.Split('/')[0], Id: (string?)XElement.Parse(Samples.BodyOf(step.Value.RequestFile)).Element(XName.Get("TransactionId", ContractSchemas.Namespace))))
            .Where(used => used.Id is { Length: > 1 })
            .GroupBy(used => used.Id, used => used.Scenario)
            .Where(users => users.Distinct().Count() > 1)
            .Select(users => $"{users.Key} in {string.Join(", ", users.Distinct())}")];
        Assert.IsEmpty(shared, string.Join("\n", shared));
    }

    private static IEnumerable<object[]> Where(Func<SampleStep, bool> condition) => Samples.Steps.Where(step => condition(step.Value)).Select(step => new object[] { step.Key });

    private static IReadOnlyList<string> Validate(string xml)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(xml));
        return ContractSchemas.Validate(reader);
    }

    private static void AssertValid(string xml) => CollectionAssert.AreEqual(Array.Empty<string>(), Validate(xml).ToArray());

    private static void AssertRoundTrip(string name, bool isRequest, string file)
    {
        SampleStep step = Samples.Steps[name];
        ContractOperation operation = ContractServices.All
            .Single(service => string.Equals(service.Name, step.Interface, StringComparison.OrdinalIgnoreCase)).Operations
            .Single(operation => operation.Name == step.Operation);
        string sample = Samples.BodyOf(file);
        Assert.AreEqual(Plain(sample), Plain(AnyCodec.RoundTrip(operation, isRequest, sample)));
    }

    /// <summary>Elements and texts, without prefixes and white space between elements.</summary>
    private static string Plain(string xml)
    {
        XElement element = XElement.Parse(xml);
        foreach (XElement each in element.DescendantsAndSelf()) each.ReplaceAttributes();
        return element.ToString();
    }
}
