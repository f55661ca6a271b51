using System.Text.Json;
using Cmr.Cli.Instance;
using Cmr.Cli.Postgres;

namespace Cmr.Cli.Status;

/// <summary>Asks the processes of an instance how they are.</summary>
internal sealed class HealthProbe : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };

    public async Task<StatusReport> ReportAsync(InstanceFolder folder, InstanceState state, CancellationToken cancellationToken)
    {
        PartHealth[] parts = await Task.WhenAll(ProcessNames.InStartOrder.Select(name => AskAsync(state, name, cancellationToken)));
        parts = [Supervisor(state), await DatabaseAsync(folder, cancellationToken), .. parts];
        return new StatusReport(
            parts.All(part => part.Healthy),
            state.Version,
            state.SoapUrl,
            state.SoapTlsUrl,
            state.SipUri,
            state.MediaUrl,
            ProcessNames.InStartOrder.ToDictionary(name => name, name => state.HealthUrl(name) + "/metrics"),
            parts);
    }

    public async Task<PartHealth> AskAsync(InstanceState state, string process, CancellationToken cancellationToken)
    {
        ProcessIdentity? identity = state.Processes.FirstOrDefault(one => one.Name == process);
        if (identity is null || !identity.IsAlive()) return new PartHealth(process, identity?.Id, false, null, "the process does not run");
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri(state.HealthUrl(process) + "/health"), cancellationToken);
            using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            return new PartHealth(process, identity.Id, answer.IsSuccessStatusCode, Text(body, "version")?.Split('+')[0], Text(body, "reason") ?? Load(body));
        }
        catch (HttpRequestException refused)
        {
            return new PartHealth(process, identity.Id, false, null, refused.Message);
        }
        catch (JsonException)
        {
            return new PartHealth(process, identity.Id, false, null, "its health page is not JSON: another program may listen on that port");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PartHealth(process, identity.Id, false, null, "no answer within 3 s");
        }
    }

    private static PartHealth Supervisor(InstanceState state)
    {
        ProcessIdentity? up = state.Processes.FirstOrDefault(one => one.Name == ProcessNames.Supervisor);
        bool lives = up is not null && up.IsAlive();
        return new PartHealth(ProcessNames.Supervisor, up?.Id, lives, state.Version, lives ? null : "was killed: nobody restarts what ends; run ./cmr up again");
    }

    private static async Task<PartHealth> DatabaseAsync(InstanceFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            PrivateCluster cluster = await PrivateCluster.LocateAsync(folder.Root, durable: true, cancellationToken);
            ProcessIdentity? server = cluster.FindServer();
            return new PartHealth("database", server?.Id, server is not null, null, server is null ? "PostgreSQL does not run; its log is " + cluster.LogFile : null);
        }
        catch (PrivateClusterException missing)
        {
            return new PartHealth("database", null, false, null, missing.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    // What the SIP process tells of its work; the others tell nothing of the kind
    private static string? Load(JsonDocument body) =>
        body.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("calls", out JsonElement calls) && root.TryGetProperty("lagMilliseconds", out JsonElement lag) && root.TryGetProperty("dropped", out JsonElement dropped)
            ? $"{calls} calls, {lag} ms behind, {dropped} messages dropped"
            : null;

    private static string? Text(JsonDocument body, string name) =>
        body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
