using Cmr.Cli.Replay;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>What there has to be a sample of.</summary>
[TestClass]
public sealed class SampleCompletenessTests
{
    /// <summary>Operations whose samples are still to be written; the list only ever gets shorter.</summary>
    private static readonly string[] NotYet =
    [
        "ManageFilterRule", "ManagePresentationControl", "ControlPresentation", "CopyPresentedResource", "StartCmrService", "StopCmrService",
        "ManagePrincipal", "GetServiceReport",
    ];

    private static readonly string[] InterfacesNotYet = ["cmr2", "cmr4", "cmr7"];

    [TestMethod]
    public void Every_operation_of_every_interface_has_a_request_and_a_response()
    {
        string[] missing = [.. ContractServices.All.SelectMany(service => service.Operations).Select(operation => operation.Name).Distinct()
            .Where(name => !Samples.Has(name)).Except(NotYet).Order(StringComparer.Ordinal)];
        Assert.IsEmpty(missing, $"without a sample: {string.Join(", ", missing)}");
    }

    [TestMethod]
    public void Every_interface_is_used_by_a_sample()
    {
        string[] unused = [.. ContractServices.All.Select(service => service.Name.ToLowerInvariant()).Except(Samples.Steps.Values.Select(step => step.Interface)).Except(InterfacesNotYet)];
        Assert.IsEmpty(unused, string.Join(", ", unused));
    }

    [TestMethod]
    public void There_is_a_fault() => Assert.IsTrue(Samples.Steps.Values.Any(step => step.Kind is StepKind.Fault));
}
