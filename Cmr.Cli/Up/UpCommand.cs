using System.CommandLine;
using Cmr.Cli.Instance;

namespace Cmr.Cli.Up;

/// <summary><c>./cmr up</c>: everything, until Ctrl-C.</summary>
internal static class UpCommand
{
    private const string About =
        """
        Starts PostgreSQL, the service, SIP and media; prints the endpoints; Ctrl-C drains and stops.
        In the background it stops in the same way at SIGTERM:

          ./cmr up > cmr.log 2>&1 & instance=$!
          kill -TERM $instance; wait $instance
        """;

    public static Command Create()
    {
        var data = InstanceOptions.Data();
        var portBase = InstanceOptions.PortBase();
        var proxy = new Option<string?>("--outbound-proxy") { Description = "next hop of every call (default: the Request-URI itself)", HelpName = "HOST:PORT" };
        var command = new Command("up", About) { data, portBase, proxy };
        command.SetAction((parsed, cancellationToken) =>
        {
            if ((parsed.GetValue(portBase) is { } first ? PortPlan.FromBase(first) : PortPlan.Default) is not { } ports)
            {
                Console.Error.WriteLine("cmr: --port-base must be from 1024 to 57436, so that all ports fit.");
                return Task.FromResult(ExitCodes.WrongUse);
            }

            return RunAsync(InstanceFolder.Resolve(parsed.GetValue(data)), ports, parsed.GetValue(proxy), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(InstanceFolder folder, PortPlan ports, string? outboundProxy, CancellationToken cancellationToken)
    {
        TimeProvider clock = TimeProvider.System;
        using var secondInterrupt = new SecondInterrupt();
        var options = new UpOptions(folder, ports, outboundProxy, secondInterrupt.Token);
        var progress = new ConsoleProgress(clock);
        Console.WriteLine($"CmrEnterprise {ProductVersion.Text}, data in {options.Folder.Root}");
        try
        {
            await using LocalInstance? instance = await LocalInstance.StartAsync(options, progress, clock, cancellationToken);
            if (instance is null) return ReportRunning(options.Folder);
            await progress.StepAsync("sample content", () => SampleContent.EnsureAsync(options.Folder, instance.State, progress, cancellationToken));
            Console.WriteLine("ready");
            PrintEndpoints(instance.State, options.Folder);
            await instance.SuperviseAsync(cancellationToken);
            Console.WriteLine("draining; a second Ctrl-C does not wait");
            return ExitCodes.Success;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync("cmr: " + reason);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Success;
        }
    }

    private static int ReportRunning(InstanceFolder folder)
    {
        Console.WriteLine("already up");
        if (InstanceState.Load(folder) is { } state) PrintEndpoints(state, folder);
        return ExitCodes.Success;
    }

    private static void PrintEndpoints(InstanceState state, InstanceFolder folder)
    {
        Console.WriteLine($"  soap      {state.SoapUrl}/cmr1  /cmr2  /cmr4  /cmr5  /cmr6  /cmr7   (?wsdl)");
        Console.WriteLine($"  soap/tls  {state.SoapTlsUrl}   (self-signed: {folder.TlsCertificateFile})");
        Console.WriteLine($"  sip       {state.SipUri} (UDP, TCP)");
        Console.WriteLine($"  sip/tls   {state.SipTlsUri}   (self-signed: {folder.SipCertificate})");
        Console.WriteLine($"  media     {state.MediaUrl}");
        foreach (string name in ProcessNames.InStartOrder) Console.WriteLine($"  health    {state.HealthUrl(name)}/health   ({name})");
        Console.WriteLine($"  operator  {folder.OperatorFile}");
        Console.WriteLine($"  logs      {Path.Combine(folder.Root, "logs")}");
    }
}
