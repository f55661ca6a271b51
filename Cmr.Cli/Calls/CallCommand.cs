using System.CommandLine;
using System.Globalization;
using System.Net;
using Cmr.Cli.Instance;
using Cmr.Cli.Up;

namespace Cmr.Cli.Calls;

/// <summary><c>./cmr call A B</c>: one test call through the running instance, with its ladder and recording.</summary>
internal static class CallCommand
{
    public static Command Create()
    {
        var caller = new Argument<string>("A") { Description = "calling number, for instance +8613900000001" };
        var called = new Argument<string>("B") { Description = "called number" };
        var data = InstanceOptions.Data();
        var ring = new Option<double>("--ring") { Description = "seconds until B answers", DefaultValueFactory = _ => 4, HelpName = "S" };
        var talk = new Option<double>("--talk") { Description = "seconds they talk", DefaultValueFactory = _ => 2, HelpName = "S" };
        var output = new Option<string?>("--out") { Description = "folder for recording and ladder (default: demo/call in the repository)", HelpName = "DIR" };
        var command = new Command("call", "One test call from A to B through the running instance, with its ladder and recording.") { caller, called, data, ring, talk, output };
        command.Validators.Add(result =>
        {
            foreach (Argument<string> number in (Argument<string>[])[caller, called])
                if (result.GetValue(number) is { } text && !IsNumber(text)) result.AddError($"'{text}' is no telephone number: digits, with + before an international one.");
            foreach (Option<double> time in (Option<double>[])[ring, talk])
                if (result.GetValue(time) is < 0 or > 60) result.AddError($"{time.Name} must be from 0 to 60 seconds.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            InstanceFolder.Resolve(parsed.GetValue(data)),
            new TestCallPlan(parsed.GetValue(caller)!, parsed.GetValue(called)!, TimeSpan.FromSeconds(parsed.GetValue(ring)), TimeSpan.FromSeconds(parsed.GetValue(talk))), // arguments are required
            Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(RepositoryHome.Path, "demo", "call")),
            cancellationToken));
        return command;
    }

    private static bool IsNumber(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith('+') ? 1 : 0);
        return digits.Length is > 0 and <= 20 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static async Task<int> RunAsync(InstanceFolder folder, TestCallPlan plan, string output, CancellationToken cancellationToken)
    {
        if (InstanceState.Load(folder) is not { } state)
        {
            await Console.Error.WriteLineAsync($"cmr: nothing runs in {folder.Root}. Start it with: ./cmr up");
            return ExitCodes.NotRunning;
        }

        try
        {
            Directory.CreateDirectory(output);
            return await CallAsync(state, plan, output, cancellationToken);
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync("cmr: " + reason);
            return ExitCodes.Failure;
        }
    }

    private static async Task<int> CallAsync(InstanceState state, TestCallPlan plan, string output, CancellationToken cancellationToken)
    {
        TimeProvider clock = TimeProvider.System;
        Console.WriteLine($"{plan.Caller} calls {plan.Called} through {state.SipUri}");
        TestCallResult call = await TestCall.RunAsync(new IPEndPoint(IPAddress.Loopback, state.Ports.Sip), plan, clock, cancellationToken);
        IReadOnlyList<string> files = await CallReport.WriteAsync(call, plan, output, "heard-by-caller.wav", clock, cancellationToken);
        Console.WriteLine(call.FinalStatus == 0 ? "no final response" : string.Create(CultureInfo.InvariantCulture, $"final response {call.FinalStatus}"));
        Console.WriteLine(ToneReport.Of(call, clock) is { } tone ? $"heard while it rang: {tone}" : "heard while it rang: nothing; the phone makes its own ringback tone");
        foreach (string file in files) Console.WriteLine($"  {file}");
        return call.Answered ? ExitCodes.Success : ExitCodes.Failure;
    }
}
