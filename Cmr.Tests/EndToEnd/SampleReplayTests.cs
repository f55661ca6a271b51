using Cmr.Cli.Instance;
using Cmr.Cli.Processes;
using Cmr.Tests.Support;

namespace Cmr.Tests.EndToEnd;

/// <summary>The samples of the contract against a fresh instance, as an integrator replays them.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SampleReplayTests
{
    [TestMethod]
    [DataRow(false, DisplayName = "SOAP 1.1")]
    [DataRow(true, DisplayName = "SOAP 1.2")]
    public async Task A_fresh_instance_answers_every_sample_as_the_sample_says(bool soap12)
    {
        string data = DataFolder.Create();
        await using (RunningInstance instance = await RunningInstance.StartAsync(data, FreePorts.Base()))
        {
            string report = Path.Combine(data, "report.xml");
            List<string> arguments = [RepositoryHome.ProgramOf("Cmr.Cli"), "replay", Repository.PathOf("wsdl", "samples"), "--data", data, "--report", report];
            if (soap12) arguments.Add("--soap12");
            CommandResult replay = await CommandLineTool.RunAsync("dotnet", arguments, CancellationToken.None);
            Assert.AreEqual(0, replay.ExitCode, $"{replay.Output}\n{instance.LogOf("service")}");
            Assert.Contains(" 0 different", replay.Output);
            string secrets = replay.Output + await File.ReadAllTextAsync(report);
            Assert.DoesNotContain(instance.Operator.Secret, secrets);
        }

        Directory.Delete(data, recursive: true);
    }
}
