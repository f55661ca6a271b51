using System.CommandLine;
using System.Globalization;
using System.Net;
using Cmr.Cli.Instance;
using Cmr.Contracts.MediaControl;

namespace Cmr.Cli.Tracing;

/// <summary><c>./cmr trace</c>: SIP messages of a call, a number or a peer as they pass.</summary>
internal static class TraceCommand
{
    private const string UsualTime = "60s";

    public static Command Create()
    {
        var call = new Option<string?>("--call") { Description = "the call with this Call-ID, in either leg; both legs are shown", HelpName = "CALL-ID" };
        var number = new Option<string?>("--number") { Description = "all calls of this number, from now on and those going on", HelpName = "NUMBER" };
        var peer = new Option<string?>("--peer") { Description = "everything from and to an address, address:port or range", HelpName = "ADDRESS" };
        var time = new Option<string?>("--for") { Description = $"how long at most, up to 1h; {UsualTime} unless told", HelpName = "TIME" };
        var full = new Option<bool>("--full") { Description = "whole telephone numbers; credentials, keys and texts of people are never shown" };
        var output = new Option<string?>("--out") { Description = "also write a capture file for Wireshark", HelpName = "FILE.pcap" };
        var data = InstanceOptions.Data();
        var command = new Command("trace", "SIP messages as they pass, with the ladder of the call. Ctrl-C ends it, here and in the SIP process.") { call, number, peer, time, full, output, data };
        command.Validators.Add(result =>
        {
            if (new[] { call, number, peer }.Count(option => !string.IsNullOrEmpty(result.GetValue(option))) != 1) result.AddError("Give one of --call, --number and --peer.");
            if (Seconds(result.GetValue(time) ?? UsualTime) is null) result.AddError("--for takes a time such as 30s, 5m or 1h, at most 1h.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] query =
            [
                Query("call", parsed.GetValue(call)), Query("number", parsed.GetValue(number)), Query("peer", parsed.GetValue(peer)),
                string.Create(CultureInfo.InvariantCulture, $"seconds={Seconds(parsed.GetValue(time) ?? UsualTime)}"), parsed.GetValue(full) ? "full=1" : "",
            ];
            return RunAsync(InstanceFolder.Resolve(parsed.GetValue(data)), string.Join('&', query.Where(part => part.Length > 0)), parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    /// <summary>Reads <c>30s</c>, <c>5m</c>, <c>1h</c> or a plain number of seconds.</summary>
    /// <returns>1 to 3600; <see langword="null"/> when it is no such time.</returns>
    public static int? Seconds(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        int unit = text[^1] switch { 'h' => 3600, 'm' => 60, 's' => 1, _ => 0 };
        bool isNumber = int.TryParse(unit == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        long seconds = (long)count * Math.Max(1, unit);
        return isNumber && seconds is >= 1 and <= 3600 ? (int)seconds : null;
    }

    private static string Query(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"{name}={Uri.EscapeDataString(value)}";

    private static async Task<int> RunAsync(InstanceFolder folder, string query, string? capture, CancellationToken cancellationToken)
    {
        if (InstanceState.Load(folder) is not { } state)
        {
            await Console.Error.WriteLineAsync($"cmr: nothing runs in {folder.Root}. Start it with: ./cmr up");
            return ExitCodes.NotRunning;
        }

        try
        {
            using var client = new TraceClient(new Uri(state.HealthUrl(ProcessNames.Sip)), InstanceKeys.FromFile(folder.SecretFile));
            using PcapFile? file = capture is null ? null : new PcapFile(File.Create(capture));
            int count = await ShowAsync(client.ReadAsync(query, () => Console.Error.WriteLine("cmr: waiting for messages; Ctrl-C ends the trace"), cancellationToken), file, Console.Out);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"cmr: {count} messages{(capture is null ? "" : $", also in {capture}")}"));
            return ExitCodes.Success;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or FormatException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("cmr: no trace: " + failure.Message);
            return ExitCodes.Failure;
        }
    }

    private static async Task<int> ShowAsync(IAsyncEnumerable<TracedMessage> messages, PcapFile? file, TextWriter output)
    {
        var text = new TraceText(output);
        try
        {
            await foreach (TracedMessage message in messages)
            {
                text.Write(message);
                if (file is not null && message is { Octets: { } octets, Local: { } local, Peer: { } peer }) Add(file, message, octets, (local, peer));
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C
        }

        return text.Count;
    }

    private static void Add(PcapFile file, TracedMessage message, byte[] octets, (string Local, string Peer) ends)
    {
        IPEndPoint local = IPEndPoint.Parse(ends.Local);
        IPEndPoint peer = IPEndPoint.Parse(ends.Peer);
        file.Add(message.At, message.Direction == "in" ? peer : local, message.Direction == "in" ? local : peer, octets);
    }
}
