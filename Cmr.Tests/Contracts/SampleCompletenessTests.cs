using System.Xml.Linq;
using Cmr.Cli.Replay;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>What there has to be a sample of.</summary>
[TestClass]
public sealed class SampleCompletenessTests
{
    /// <summary>No request alone brings these about, whatever the operation: a charging system that refuses, an unforeseen failure.</summary>
    private static readonly string[] CodesOutOfReach = ["10010", "99999"];

    /// <summary>What no request alone brings about. The stop that is not confirmed needs a call whose SIP node has fallen silent.</summary>
    private static readonly (string? Operation, string? Code)[] OutOfReach = [("ControlPresentation", "30001")];

    [TestMethod]
    public void Every_operation_of_every_interface_has_a_request_and_a_response()
    {
        string[] missing = [.. ContractServices.All.SelectMany(service => service.Operations).Select(operation => operation.Name).Distinct()
            .Where(name => !Samples.Has(name)).Order(StringComparer.Ordinal)];
        Assert.IsEmpty(missing, $"without a sample: {string.Join(", ", missing)}");
    }

    [TestMethod]
    public void Every_interface_is_used_by_a_sample()
    {
        string[] unused = [.. ContractServices.All.Select(service => service.Name.ToLowerInvariant()).Except(Samples.Steps.Values.Select(step => step.Interface))];
        Assert.IsEmpty(unused, string.Join(", ", unused));
    }

    [TestMethod]
    public void Every_status_code_that_the_contract_names_for_an_operation_has_a_sample()
    {
        HashSet<(string?, string?)> shown = [.. Samples.Steps.Values.Where(step => step.Kind is StepKind.Response).Select(step => ((string?)step.Operation, Samples.StatusCodeOf(step)))];
        string[] missing = [.. Directory.EnumerateFiles(ContractSchemas.Folder, "*.wsdl").SelectMany(Outcomes).Distinct()
            .Where(outcome => Samples.Has(outcome.Operation) && !CodesOutOfReach.Contains(outcome.Code) && !OutOfReach.Contains(outcome) && !shown.Contains(outcome))
            .Select(outcome => $"{outcome.Operation} {outcome.Code}").Order(StringComparer.Ordinal)];
        Assert.IsEmpty(missing, $"without a sample: {string.Join(", ", missing)}");
    }

    [TestMethod]
    [DataRow("10001")]
    [DataRow("10002")]
    [DataRow("10003")]
    [DataRow("10004")]
    [DataRow("10005")]
    [DataRow("10006")]
    [DataRow("10007")]
    [DataRow("10008")]
    [DataRow("10009")]
    [DataRow("10011")]
    [DataRow("20001")]
    [DataRow("20002")]
    public void Every_status_code_of_Table_24_has_a_sample(string code) =>
        Assert.IsTrue(Samples.Steps.Values.Any(step => step.Kind is StepKind.Response && Samples.StatusCodeOf(step) == code));

    [TestMethod]
    public void There_is_a_fault() => Assert.IsTrue(Samples.Steps.Values.Any(step => step.Kind is StepKind.Fault));

    /// <summary>The status codes that a WSDL's hints name, operation by operation.</summary>
    private static IEnumerable<(string Operation, string Code)> Outcomes(string wsdl)
    {
        XNamespace description = "http://schemas.xmlsoap.org/wsdl/", hints = "urn:oma:cmr:1.0:hints";
        return from operation in XDocument.Load(wsdl).Descendants(description + "portType").Elements(description + "operation")
               from status in operation.Descendants(hints + "status")
               select ((string)operation.Attribute("name")!, (string)status.Attribute("code")!); // both are required
    }
}
