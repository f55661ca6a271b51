using System.CommandLine;
using System.Net;
using Cmr.Cli.Calls;
using Cmr.Cli.Instance;
using Cmr.Cli.Provisioning;
using Cmr.Cli.Up;

namespace Cmr.Cli.Demo;

/// <summary><c>./cmr demo</c>: the whole story through the public interfaces, on the running instance or on one of its own.</summary>
internal static class DemoCommand
{
    private static readonly TestCallPlan Plan = new("+8613900000001", "+8613800000002", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2));
    private static readonly TimeSpan LatestFirstTone = TimeSpan.FromMilliseconds(300);

    public static Command Create()
    {
        var data = InstanceOptions.Data();
        var portBase = InstanceOptions.PortBase();
        var output = new Option<string?>("--out") { Description = "folder for recording and ladder (default: demo in the repository)", HelpName = "DIR" };
        var command = new Command("demo", "Uploads a tone, subscribes, sets a rule, calls; saves what the caller heard and the ladder.") { data, portBase, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            InstanceFolder.Resolve(parsed.GetValue(data)),
            parsed.GetValue(portBase),
            Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(RepositoryHome.Path, "demo")),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(InstanceFolder folder, int? portBase, string output, CancellationToken cancellationToken)
    {
        TimeProvider clock = TimeProvider.System;
        var progress = new ConsoleProgress(clock);
        if ((portBase is { } first ? PortPlan.FromBase(first) : PortPlan.Default) is not { } ports)
        {
            await Console.Error.WriteLineAsync("cmr: --port-base must be from 1024 to 57436, so that all ports fit.");
            return ExitCodes.WrongUse;
        }

        try
        {
            using var secondInterrupt = new SecondInterrupt();
            var options = new UpOptions(folder, ports, OutboundProxy: null, secondInterrupt.Token);
            await using LocalInstance? own = await LocalInstance.StartAsync(options, progress, clock, cancellationToken);
            InstanceState state = own?.State ?? InstanceState.Load(folder)
                ?? throw new StartupException($"another command holds {folder.LockFile} but has not started yet; try again in a few seconds");
            if (own is null) progress.Say($"uses the running instance {state.SipUri}");
            return await TellAsync(folder, state, output, progress, clock, cancellationToken);
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync("cmr: " + reason);
            return ExitCodes.Failure;
        }
    }

    private static async Task<int> TellAsync(
        InstanceFolder folder, InstanceState state, string output, ConsoleProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        OperatorCredentials credentials = OperatorCredentials.Load(folder) ?? throw new StartupException($"{folder.OperatorFile} is missing");
        await using ManagementClient management = await ManagementClient.OpenAsync(state, credentials, clock, cancellationToken);
        string resourceId = $"demo-{clock.GetUtcNow():yyyyMMdd-HHmmss}";
        await progress.StepAsync("subscriber " + Plan.Called, () => management.RegisterAsync(Plan.Called, cancellationToken));
        await progress.StepAsync("upload " + resourceId, () => management.PublishAsync(resourceId, SampleFile.Melody, cancellationToken));
        await progress.StepAsync("subscription", () => management.SubscribeAsync(Plan.Called, resourceId, cancellationToken));
        await progress.StepAsync("rule for callers of a group", () => management.PresentToAsync(Plan.Called, Plan.Caller, resourceId, cancellationToken));
        TestCallResult? call = null;
        await progress.StepAsync("call", async () => call = await TestCall.RunAsync(new IPEndPoint(IPAddress.Loopback, state.Ports.Sip), Plan, clock, cancellationToken));
        return await ReportAsync(call!, output, clock, cancellationToken); // set by the step
    }

    private static async Task<int> ReportAsync(TestCallResult call, string output, TimeProvider clock, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> files = await CallReport.WriteAsync(call, Plan, output, "heard-by-caller.wav", clock, cancellationToken);
        ToneReport? tone = ToneReport.Of(call, clock);
        Console.WriteLine(tone is null ? "The caller heard no tone." : $"The caller heard the tone: {tone}.");
        foreach (string file in files) Console.WriteLine($"  {file}");
        bool good = call.Answered && tone is not null && tone.From <= LatestFirstTone;
        if (!good) await Console.Error.WriteLineAsync($"cmr: the demo did not go as it should (final response {call.FinalStatus}); the logs of the three processes are in the data folder.");
        return good ? ExitCodes.Success : ExitCodes.Failure;
    }
}
