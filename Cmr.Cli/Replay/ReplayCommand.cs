using System.CommandLine;
using Cmr.Cli.Instance;

namespace Cmr.Cli.Replay;

/// <summary><c>./cmr replay</c>: sends samples to an endpoint and compares the answers.</summary>
internal static class ReplayCommand
{
    private const double DefaultTimeout = 30;
    private const double MaxTimeout = 600;

    private const string About =
        """
        Sends the samples of a folder to the running instance, or to any endpoint, and prints where the answers differ.
        Exit code: 0 no difference, 1 differences, 2 wrong use, bad samples, or nobody there.

        Examples:
          ./cmr replay wsdl/samples                                       all of them, against the instance in .cmr
          ./cmr replay wsdl/samples/250-groups --verbose                  one scenario, with what is sent and received
          ./cmr replay wsdl/samples/250-groups/240-cmr1-ManageMember.already-a-member.request.xml    the scenario up to that step
          CMR_SECRET=... ./cmr replay wsdl/samples --endpoint https://cmr.example.com --principal sp-1
          ./cmr replay wsdl/samples --data .cmr --endpoint https://127.0.0.1:8443 --ca .cmr/tls/certificate.pem

        The answers in wsdl/samples are those of a fresh instance. The format is described in wsdl/samples/README.md.
        """;

    public static Command Create()
    {
        var path = new Argument<string>("DIR|FILE") { Description = "folder of scenarios, one scenario, or a step: its scenario up to that step" };
        var endpoint = new Option<string?>("--endpoint") { Description = "base address of the ports (default: the running instance)", HelpName = "URL" };
        Option<string?> data = InstanceOptions.Data();
        var principal = new Option<string?>("--principal") { Description = "Service Provider that the samples' operator stands for", HelpName = "ID" };
        var secretFile = new Option<string?>("--secret-file") { Description = $"file with its secret (or the environment variable {ReplayTargets.SecretVariable})", HelpName = "FILE" };
        var authority = new Option<string?>("--ca") { Description = "PEM file with certificates to trust in this run, beside those of the system", HelpName = "FILE" };
        var soap12 = new Option<bool>("--soap12") { Description = "send SOAP 1.2" };
        var verbose = new Option<bool>("--verbose") { Description = "print every step, what is sent and what comes; never secrets" };
        var report = new Option<string?>("--report") { Description = "write the outcome as a JUnit file", HelpName = "FILE" };
        var timeout = new Option<double>("--timeout") { Description = "longest wait for an answer", HelpName = "S", DefaultValueFactory = _ => DefaultTimeout };
        var command = new Command("replay", About) { path, endpoint, data, principal, secretFile, authority, soap12, verbose, report, timeout };
        command.Validators.Add(result =>
        {
            if (result.GetValue(endpoint) is { } text && AddressOf(text) is null) result.AddError($"'{text}' is no address such as https://cmr.example.com:8443");
        });
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= MaxTimeout)) result.AddError($"--timeout must be more than 0 and at most {MaxTimeout} seconds.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new ReplayOptions(
                parsed.GetValue(path)!, // required
                parsed.GetValue(endpoint) is { } text ? AddressOf(text) : null,
                parsed.GetValue(data),
                parsed.GetValue(principal),
                parsed.GetValue(secretFile),
                parsed.GetValue(soap12),
                parsed.GetValue(verbose),
                parsed.GetValue(report),
                TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                parsed.GetValue(authority)),
            cancellationToken));
        return command;
    }

    private static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : null;

    private static async Task<int> RunAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        try
        {
            ReplayTarget target = ReplayTargets.Resolve(options);
            IReadOnlyList<SampleScenario> scenarios = SampleFolder.Load(options.Path);
            SampleCheck.Ensure(scenarios, target.Credentials is not null);
            return await new ReplayRun(options, target, Console.Out, TimeProvider.System).RunAsync(scenarios, cancellationToken) ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (Exception refused) when (refused is BadSamplesException or UnreachableException)
        {
            await Console.Error.WriteLineAsync("cmr: " + refused.Message);
            return ExitCodes.WrongUse;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("cmr: " + failed.Message);
            return ExitCodes.Failure;
        }
    }
}
