using System.CommandLine;
using System.Text.Json;
using Cmr.Cli.Instance;
using Spectre.Console;

namespace Cmr.Cli.Status;

/// <summary><c>./cmr status</c>: health of all parts; exit code 0 only when all is well.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var data = InstanceOptions.Data();
        var json = new Option<bool>("--json") { Description = "print the report as JSON" };
        var command = new Command("status", "Health of all parts of an instance; exit code 0 only when all is well.") { data, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(InstanceFolder.Resolve(parsed.GetValue(data)), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(InstanceFolder folder, bool json, CancellationToken cancellationToken)
    {
        if (InstanceState.Load(folder) is not { } state)
        {
            if (json) Console.WriteLine(JsonSerializer.Serialize(StatusReport.NothingRuns, InstanceJson.Default.StatusReport));
            await Console.Error.WriteLineAsync($"cmr: nothing runs in {folder.Root}. Start it with: ./cmr up");
            return ExitCodes.NotRunning;
        }

        using var probe = new HealthProbe();
        StatusReport report = await probe.ReportAsync(folder, state, cancellationToken);
        if (json) Console.WriteLine(JsonSerializer.Serialize(report, InstanceJson.Default.StatusReport));
        else Print(report);
        return report.Healthy ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static void Print(StatusReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("part", "pid", "health", "version", "remark");
        foreach (PartHealth part in report.Parts)
        {
            table.AddRow(
                part.Name,
                part.ProcessId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",
                part.Healthy ? "ok" : "FAILED",
                part.Version ?? "-",
                Markup.Escape(part.Reason ?? ""));
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"soap {report.Soap}  soap/tls {report.SoapTls}  sip {report.Sip}  media {report.Media}");
    }
}
