using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cmr.Contracts.Client;
using Cmr.Contracts.MediaControl;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Migrations;
using Cmr.Persistence.Principals;
using Cmr.Service.Hosting;
using Cmr.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Tests.Service;

/// <summary>The service as it runs, on a loopback port of its own and a database of its own.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    public const string OperatorId = "operator";
    public const string OperatorSecret = "operator-secret";
    public const string ProviderId = "tunes";
    public const string ProviderSecret = "tunes-secret";

    private readonly IHost _app;
    private readonly TestDatabase _database;
    private readonly string _secretFile;
    private readonly bool _ownsDatabase;
    private int _transactions;

    private ServiceHost(IHost app, TestDatabase database, string secretFile, bool ownsDatabase)
    {
        _ownsDatabase = ownsDatabase;
        _app = app;
        _database = database;
        _secretFile = secretFile;
        ServiceListeners listeners = app.Services.GetRequiredService<ServiceListeners>();
        BaseAddress = new Uri($"http://{listeners.Soap}");
        HealthAddress = new Uri($"http://{listeners.Health}");
        Keys = InstanceKeys.FromFile(secretFile);
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public Uri BaseAddress { get; }

    public Uri HealthAddress { get; }

    public InstanceKeys Keys { get; }

    public string ConnectionString => _database.ConnectionString;

    public IServiceProvider Services => _app.Services;

    public static async Task<ServiceHost> StartAsync(params string[] settings)
    {
        TestDatabase database = await TestDatabase.CreateEmptyAsync();
        await DatabaseMigrator.MigrateAsync(database.ConnectionString, null, CancellationToken.None);
        await OperatorBootstrap.EnsureAsync(database.ConnectionString, OperatorId, OperatorSecret, TimeProvider.System, CancellationToken.None);
        await OperatorBootstrap.EnsureAsync(
            database.ConnectionString, new Principal(ProviderId, PrincipalKind.ContentProvider), ProviderSecret, TimeProvider.System, CancellationToken.None);
        string secretFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(secretFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return new(await BuildAsync(database, secretFile, settings), database, secretFile, ownsDatabase: true);
    }

    /// <summary>Starts another node of the same instance; it is to be disposed first.</summary>
    public async Task<ServiceHost> JoinAsync(params string[] settings) =>
        new(await BuildAsync(_database, _secretFile, settings), _database, _secretFile, ownsDatabase: false);

    private static async Task<WebApplication> BuildAsync(TestDatabase database, string secretFile, string[] settings)
    {
        WebApplication app = ServiceApplication.Build(
        [
            $"--Instance:SecretFile={secretFile}", $"--Database:ConnectionString={database.ConnectionString}", "--Soap:Port=0", "--Health:Port=0",
            "--Subscriptions:DefaultTimeZone=Europe/Berlin", "--Logging:LogLevel:Default=Critical", .. settings,
        ]);
        await ServiceApplication.StartAsync(app);
        return app;
    }

    public SoapChannel Channel(string path, SoapCredentials? credentials) => new(Http, new Uri(BaseAddress, path)) { Credentials = credentials };

    public Cmr1Client Cmr1(SoapCredentials? credentials = null) => new(Channel("/cmr1", credentials));

    public Cmr2Client Cmr2(SoapCredentials? credentials = null) => new(Channel("/cmr2", credentials));

    public Cmr4Client Cmr4(SoapCredentials? credentials = null) => new(Channel("/cmr4", credentials));

    public Cmr5Client Cmr5(SoapCredentials? credentials = null) => new(Channel("/cmr5", credentials));

    public Cmr6Client Cmr6(SoapCredentials? credentials = null) => new(Channel("/cmr6", credentials));

    public Cmr7Client Cmr7(SoapCredentials? credentials = null) => new(Channel("/cmr7", credentials));

    /// <summary>CMR-6 as the operator, in a session.</summary>
    public async Task<Cmr6Client> OperatorAsync() => Cmr6(await SessionAsync(OperatorId, OperatorSecret));

    public async Task<SoapCredentials> SessionAsync(string principalId, string secret)
    {
        OpenSessionResponse opened = await Cmr1().OpenSessionAsync(new() { PrincipalId = principalId, Secret = secret });
        Assert.AreEqual(StatusCode.Success, opened.StatusCode, opened.StatusDescription);
        return new SoapCredentials.Session(opened.SessionKey ?? "");
    }

    public string NextTransaction() => $"t-{Interlocked.Increment(ref _transactions).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Registers a subscriber that can log in with the secret "1234".</summary>
    public async Task RegisterAsync(string subscriberId, string? secret = "1234", string? timeZone = null)
    {
        Cmr6Client cmr6 = await OperatorAsync();
        ManageServiceSubscriptionResponse registered = await cmr6.ManageServiceSubscriptionAsync(new()
        {
            TransactionId = NextTransaction(),
            SubscriberId = subscriberId,
            OperationType = OperationType.Create,
            Secret = secret,
            TimeZone = timeZone,
        });
        Assert.AreEqual(StatusCode.Success, registered.StatusCode, registered.StatusDescription);
    }

    /// <summary>Makes a resource of the Service Provider.</summary>
    public async Task<ManageCmrResourceResponse> CreateResourceAsync(string resourceId, decimal? price = null)
    {
        Cmr5Client cmr5 = Cmr5(await SessionAsync(OperatorId, OperatorSecret));
        ManageCmrResourceResponse created = await cmr5.ManageCmrResourceAsync(new()
        {
            OperationType = OperationType.Create,
            ResourceId = resourceId,
            MediaType = MediaType.Audio,
            Name = $"Tone {resourceId}",
            Price = price,
            TransactionId = NextTransaction(),
        });
        Assert.AreEqual(StatusCode.Success, created.StatusCode, created.StatusDescription);
        return created;
    }

    public async Task<object?> QueryAsync(string sql, params object[] values)
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }

    public async Task<HttpStatusCode> PutContentAsync(byte[] content, string? sha256 = null)
    {
        using HttpRequestMessage put = new(HttpMethod.Put, new Uri(BaseAddress, $"/internal/content/{sha256 ?? Hash(content)}")) { Content = new ByteArrayContent(content) };
        put.Headers.Authorization = new("Bearer", Keys.ContentToken);
        using HttpResponseMessage answer = await Http.SendAsync(put);
        return answer.StatusCode;
    }

    /// <summary>Posts an envelope as it is.</summary>
    public async Task<string> PostAsync(string path, string envelope)
    {
        using StringContent content = new(envelope, Encoding.UTF8, "text/xml");
        using HttpResponseMessage answer = await Http.PostAsync(new Uri(BaseAddress, path), content);
        return await answer.Content.ReadAsStringAsync();
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_app).DisposeAsync();
        if (!_ownsDatabase)
            return;
        await _database.DisposeAsync();
        File.Delete(_secretFile);
    }
}
