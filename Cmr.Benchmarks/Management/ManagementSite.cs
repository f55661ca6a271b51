using Cmr.Cli.Postgres;
using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;

namespace Cmr.Benchmarks.Management;

/// <summary>A service with its database of a certain size.</summary>
internal sealed class ManagementSite : IAsyncDisposable
{
    private const int Connections = 4;
    private readonly ManagementServer _server;
    private readonly PrivateCluster _cluster;

    private ManagementSite(ManagementServer server, PrivateCluster cluster, ManagementLoad load, int subscribers)
    {
        _server = server;
        _cluster = cluster;
        Load = load;
        Subscribers = subscribers;
    }

    public ManagementLoad Load { get; }

    public int Subscribers { get; }

    public static async Task<ManagementSite> StartAsync(PrivateCluster cluster, string folder, string name, int subscribers, CancellationToken cancellationToken)
    {
        var database = new ManagementDatabase(cluster, name, subscribers);
        await database.CreateAsync(cancellationToken);
        ManagementServer server = await ManagementServer.StartAsync(folder, database.ConnectionString, cancellationToken);
        string key = await server.OpenSessionAsync();
        await MakeTemplateAsync(server, key);
        await database.FillAsync(cancellationToken);
        return new ManagementSite(server, cluster, new ManagementLoad(database, key), subscribers);
    }

    /// <summary>Sends requests of one kind for a while.</summary>
    public async Task<ManagementMeasurement> MeasureAsync(Func<string> envelope, TimeSpan duration, CancellationToken cancellationToken)
    {
        ManagementConnection[] connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => ManagementConnection.ConnectAsync(_server.Port, cancellationToken)));
        int postmaster = _cluster.FindServer()?.Id ?? throw new InvalidOperationException("PostgreSQL does not run");
        try
        {
            (double service, double database) = (_server.CpuSeconds, ProcessTree.CpuSeconds(postmaster));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(duration);
            List<double>[] times = await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.RunAsync(envelope, stop.Token), cancellationToken)));
            return new ManagementMeasurement(
                times.Sum(one => one.Count), _server.CpuSeconds - service, ProcessTree.CpuSeconds(postmaster) - database, [.. times.SelectMany(one => one).Order()]);
        }
        finally
        {
            foreach (ManagementConnection connection in connections) connection.Dispose();
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task MakeTemplateAsync(ManagementServer server, string key)
    {
        Cmr6Client client = server.Client(new SoapCredentials.Session(key));
        ManageCmrResourceResponse resource = await client.ManageCmrResourceAsync(
            new() { OperationType = OperationType.Create, ResourceId = ManagementDatabase.TemplateResource, MediaType = MediaType.Audio, Name = "A tone with a name as long as names are" });
        ManageServiceSubscriptionResponse subscriber = await client.ManageServiceSubscriptionAsync(
            new() { TransactionId = "template", SubscriberId = ManagementDatabase.Template, OperationType = OperationType.Create });
        SubscribeCmrResourceResponse entry = await client.SubscribeCmrResourceAsync(
            new() { SubscriberId = ManagementDatabase.Template, ResourceId = ManagementDatabase.TemplateResource });
        foreach ((StatusCode code, string? description) in ((StatusCode, string?)[])[(resource.StatusCode, resource.StatusDescription), (subscriber.StatusCode, subscriber.StatusDescription), (entry.StatusCode, entry.StatusDescription)])
            if (code != StatusCode.Success) throw new InvalidOperationException($"the template cannot be made: {description}");
    }
}
