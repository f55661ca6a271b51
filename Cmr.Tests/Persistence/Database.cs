using Cmr.Domain.Subscribers;
using Cmr.Persistence;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Migrations;
using Cmr.Persistence.Model;
using Cmr.Persistence.Profiles;
using Cmr.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Cmr.Tests.Persistence;

/// <summary>A migrated database and what the processes make of it.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _provider;

    private Database(TestDatabase database, ServiceProvider provider)
    {
        _database = database;
        _provider = provider;
    }

    public ManualClock Clock => (ManualClock)_provider.GetRequiredService<TimeProvider>();

    public string ConnectionString => _database.ConnectionString;

    public IServiceProvider Services => _provider;

    public IDbContextFactory<CmrDbContext> Contexts => _provider.GetRequiredService<IDbContextFactory<CmrDbContext>>();

    public ManagementTransactions Transactions => _provider.GetRequiredService<ManagementTransactions>();

    public IRingingProfileReader Profiles => _provider.GetRequiredService<IRingingProfileReader>();

    public RingingProfileCache Cache => _provider.GetRequiredService<RingingProfileCache>();

    public static async Task<Database> CreateAsync(params (string Key, string Value)[] settings)
    {
        TestDatabase database = await TestDatabase.CreateEmptyAsync();
        await DatabaseMigrator.MigrateAsync(database.ConnectionString, null, CancellationToken.None);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Database:ConnectionString", database.ConnectionString), new("Notifications:ReconnectDelay", "00:00:00.020"), new("CallRecords:RetryDelay", "00:00:00.020"),
            .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)),
        ]).Build();
        ServiceCollection services = new();
        services.AddLogging().AddSingleton<TimeProvider, ManualClock>();
        services.AddCmrCallPath(configuration).AddCmrManagement(configuration);
        return new(database, services.BuildServiceProvider());
    }

    public T Hosted<T>()
        where T : IHostedService => _provider.GetServices<IHostedService>().OfType<T>().Single();

    /// <summary>Makes a subscriber with a resource in its library and as its default, through change transactions.</summary>
    public async Task SeedAsync(string subscriberId, string resourceId)
    {
        await using ManagementTransaction change = await Transactions.BeginAsync(CancellationToken.None);
        await change.EnterAsync(new("seed", null, "Seed", []), CancellationToken.None);
        DateTimeOffset now = change.Now;
        if (await change.Database.Resources.FindAsync(resourceId) is null)
        {
            change.Database.Resources.Add(ARow.Resource(resourceId, now));
            await change.Database.SaveChangesAsync(CancellationToken.None);
            change.ResourceChanged(resourceId);
        }
        change.Database.Subscribers.Add(new() { SubscriberId = subscriberId, Status = SubscriberStatus.Active, TimeZone = "UTC", NextGroup = 1, NextRule = 1, CreatedAt = now, UpdatedAt = now });
        await change.Database.SaveChangesAsync(CancellationToken.None);
        change.Database.LibraryEntries.Add(new() { SubscriberId = subscriberId, ResourceId = resourceId, StartsAt = now, Source = LibrarySource.Subscribed, CreatedAt = now });
        change.Database.DefaultResources.Add(new() { SubscriberId = subscriberId, Slot = 2, Position = 0, ResourceId = resourceId });
        change.SubscriberChanged(subscriberId);
        await change.AcceptAsync(ARow.Entry("Seed"), CancellationToken.None);
    }

    /// <summary>Changes a subscriber through a change transaction.</summary>
    public async Task ChangeAsync(string subscriberId, Action<SubscriberRow, CmrDbContext> change)
    {
        await using ManagementTransaction transaction = await Transactions.BeginAsync(CancellationToken.None);
        await transaction.EnterAsync(new("seed", null, "Change", []), CancellationToken.None);
        SubscriberRow? row = await transaction.LockSubscriberAsync(subscriberId, CancellationToken.None);
        change(row ?? throw new AssertFailedException($"no subscriber {subscriberId}"), transaction.Database);
        await transaction.AcceptAsync(ARow.Entry("Change"), CancellationToken.None);
    }

    public async Task<object?> QueryAsync(string sql)
    {
        // Not from the pool: its connections may have been cut
        await using NpgsqlConnection connection = new($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Cuts every connection of the processes to the database, and keeps new ones out until told otherwise.</summary>
    public Task CutOffAsync(bool allow = false) => AdministerAsync(allow);

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task AdministerAsync(bool allow)
    {
        NpgsqlConnectionStringBuilder administrator = new(ConnectionString) { Database = "postgres", Pooling = false };
        string name = new NpgsqlConnectionStringBuilder(ConnectionString).Database ?? "";
        await using NpgsqlConnection connection = new(administrator.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(
            $"ALTER DATABASE {name} ALLOW_CONNECTIONS {(allow ? "true" : "false")}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
