using Cmr.Cli.Replay;
using Cmr.Tests.Support;

namespace Cmr.Tests.Service.Libraries;

/// <summary>The samples of libraries, boxes, lists, notifications and tariff, against the service by itself.</summary>
[TestClass]
public sealed class LibrarySampleTests : ServiceTests
{
    [TestMethod]
    [DataRow("310-library")]
    [DataRow("320-boxes")]
    [DataRow("330-lists")]
    [DataRow("340-notifications")]
    [DataRow("350-tariff")]
    public async Task The_service_answers_as_the_scenario_says(string scenario)
    {
        string folder = Path.Combine(Repository.Root, "wsdl", "samples", scenario);
        ReplayOptions options = new(folder, Host.BaseAddress, null, ServiceHost.OperatorId, null, Soap12: false, Verbose: false, null, TimeSpan.FromSeconds(30));
        ReplayTarget target = new(Host.BaseAddress, new(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        using StringWriter output = new();
        bool same = await new ReplayRun(options, target, output, TimeProvider.System).RunAsync(SampleFolder.Load(folder), CancellationToken.None);
        Assert.IsTrue(same, output.ToString());
    }
}
