using System.Globalization;
using System.Text.Json;
using Cmr.Cli.Instance;
using Cmr.Cli.Postgres;
using Cmr.Cli.Processes;
using Cmr.Cli.Provisioning;

namespace Cmr.Tests.EndToEnd;

/// <summary>The command <c>up</c> as an operator lives with it.</summary>
[TestClass]
[DoNotParallelize]
public sealed class InstanceLifeTests
{
    [TestMethod]
    public async Task Two_instances_live_side_by_side_and_each_ends_cleanly_on_its_own()
    {
        string firstData = DataFolder.Create();
        string secondData = DataFolder.Create();
        RunningInstance first = await RunningInstance.StartAsync(firstData, FreePorts.Base());
        RunningInstance second = await RunningInstance.StartAsync(secondData, FreePorts.Base());
        Assert.AreEqual(0, await first.StopAsync(), first.Output);
        CommandResult left = await CliAsync("status", "--data", secondData, "--json");
        Assert.AreEqual(0, left.ExitCode, left.Output);
        using JsonDocument report = JsonDocument.Parse(left.Output);
        Assert.IsTrue(report.RootElement.GetProperty("healthy").GetBoolean());
        Assert.AreEqual(second.State.SipUri, report.RootElement.GetProperty("sip").GetString());
        Assert.AreEqual(5, report.RootElement.GetProperty("parts").GetArrayLength());
        CommandResult gone = await CliAsync("status", "--data", firstData);
        Assert.AreNotEqual(0, gone.ExitCode);
        Assert.Contains("./cmr up", gone.Output);
        Assert.AreEqual(0, await second.StopAsync(), second.Output);
        await DisposeAsync(first, firstData);
        await DisposeAsync(second, secondData);
    }

    [TestMethod]
    public async Task A_second_up_on_the_same_folder_says_that_it_is_up_and_disturbs_nothing()
    {
        string data = DataFolder.Create();
        RunningInstance instance = await RunningInstance.StartAsync(data, FreePorts.Base());
        InstanceState before = instance.State;
        CommandResult again = await CliAsync("up", "--data", data);
        Assert.AreEqual(0, again.ExitCode, again.Output);
        Assert.Contains("already up", again.Output);
        Assert.Contains(before.SoapUrl, again.Output);
        Assert.IsTrue(before.Processes.All(one => one.IsAlive()));
        await DisposeAsync(instance, data);
    }

    [TestMethod]
    public async Task After_kill_9_the_next_up_ends_what_was_left_and_keeps_the_data()
    {
        string data = DataFolder.Create();
        int portBase = FreePorts.Base();
        RunningInstance killed = await RunningInstance.StartAsync(data, portBase);
        OperatorCredentials credentials = killed.Operator;
        ProcessIdentity[] orphans = [.. killed.State.Processes.Where(one => one.Name != ProcessNames.Supervisor)];
        Signals.KillNow(killed.UpProcess.Id);
        await killed.UpProcess.WaitForExitAsync();
        Assert.HasCount(3, orphans.Where(one => one.IsAlive()).ToArray());
        CommandResult orphaned = await CliAsync("status", "--data", data);
        Assert.AreNotEqual(0, orphaned.ExitCode, "nobody restarts what ends now");
        Assert.Contains("was killed", orphaned.Output);

        RunningInstance next = await RunningInstance.StartAsync(data, portBase);
        Assert.Contains("ended what a killed run had left", next.Output);
        Assert.IsEmpty(orphans.Where(one => one.IsAlive()));
        Assert.AreEqual(credentials, next.Operator);
        await DisposeAsync(next, data);
    }

    [TestMethod]
    public async Task A_process_that_dies_is_started_again()
    {
        string data = DataFolder.Create();
        RunningInstance instance = await RunningInstance.StartAsync(data, FreePorts.Base());
        ProcessIdentity sip = instance.State.Processes.Single(one => one.Name == ProcessNames.Sip);
        Signals.KillNow(sip.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await CliAsync("status", "--data", data)).ExitCode != 0 || instance.State.Processes.Any(one => one == sip)) await tick.WaitForNextTickAsync(limit.Token);
        Assert.Contains("sip ended with code", instance.Output);
        await DisposeAsync(instance, data);
    }

    [TestMethod]
    public async Task A_database_server_that_dies_is_started_again_and_the_service_recovers_by_itself()
    {
        string data = DataFolder.Create();
        RunningInstance instance = await RunningInstance.StartAsync(data, FreePorts.Base());
        PrivateCluster cluster = await PrivateCluster.LocateAsync(data, durable: true, CancellationToken.None);
        ProcessIdentity server = cluster.FindServer()!; // the instance runs
        Signals.KillNow(server.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (cluster.FindServer() is not { } next || next == server || (await CliAsync("status", "--data", data)).ExitCode != 0) await tick.WaitForNextTickAsync(limit.Token);
        await using (ManagementClient management = await ManagementClient.OpenAsync(instance.State, instance.Operator, TimeProvider.System, CancellationToken.None))
            await management.RegisterAsync("+8613800000099", CancellationToken.None);
        await DisposeAsync(instance, data);
    }

    [TestMethod]
    public async Task A_port_in_use_is_named_and_nothing_stays_behind()
    {
        string data = DataFolder.Create();
        int portBase = FreePorts.Base();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, portBase);
        listener.Start();
        CommandResult refused = await CliAsync("up", "--data", data, "--port-base", portBase.ToString(CultureInfo.InvariantCulture));
        Assert.AreEqual(1, refused.ExitCode);
        Assert.Contains($"TCP port {portBase} (SOAP/HTTP)", refused.Output);
        Assert.IsFalse(File.Exists(new InstanceFolder(data).StateFile));
        Directory.Delete(data, recursive: true);
    }

    private static Task<CommandResult> CliAsync(params string[] arguments) =>
        CommandLineTool.RunAsync("dotnet", [RepositoryHome.ProgramOf("Cmr.Cli"), .. arguments], CancellationToken.None);

    private static async Task DisposeAsync(RunningInstance instance, string data)
    {
        await instance.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
