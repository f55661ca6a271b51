using System.Net;
using Cmr.Contracts.Soap;
using Npgsql;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class OutageTests
{
    [TestMethod]
    public async Task With_the_database_away_requests_get_99999_health_says_503_and_all_comes_back_by_itself()
    {
        await using ServiceHost host = await ServiceHost.StartAsync("--Database:ConnectTimeout=00:00:01");
        Cmr6Client cmr6 = await host.OperatorAsync();
        ManageSystemSettingRequest query = new() { TransactionId = "q", OperationType = OperationType.Query };
        Assert.AreEqual(HttpStatusCode.OK, await HealthAsync(host));

        await AllowConnectionsAsync(host, allow: false);
        ManageSystemSettingResponse away = await cmr6.ManageSystemSettingAsync(query);
        Assert.AreEqual(StatusCode.GeneralError, away.StatusCode);
        Assert.AreEqual("q", away.TransactionId);
        Assert.Contains("incident", away.StatusDescription ?? "");
        Assert.AreEqual(StatusCode.GeneralError, (await host.Cmr1().OpenSessionAsync(new() { PrincipalId = "a", Secret = "b" })).StatusCode);
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, await HealthAsync(host));
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, await host.PutContentAsync([1]));

        await AllowConnectionsAsync(host, allow: true);
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManageSystemSettingAsync(query)).StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, await HealthAsync(host));
    }

    [TestMethod]
    public async Task The_listeners_are_apart_and_metrics_count_answers()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await host.OperatorAsync();
        string metrics = await host.Http.GetStringAsync(new Uri(host.HealthAddress, "/metrics"));
        Assert.Contains("cmr_service_answers_total{operation=\"OpenSession\",status=\"0\"} 1", metrics);
        using HttpResponseMessage soapOnHealth = await host.Http.GetAsync(new Uri(host.HealthAddress, "/cmr1?wsdl"));
        Assert.AreEqual(HttpStatusCode.NotFound, soapOnHealth.StatusCode);
        using HttpResponseMessage healthOnSoap = await host.Http.GetAsync(new Uri(host.BaseAddress, "/metrics"));
        Assert.AreEqual(HttpStatusCode.NotFound, healthOnSoap.StatusCode);
        Assert.Contains("soap:address", await host.Http.GetStringAsync(new Uri(host.BaseAddress, "/cmr6?wsdl")));
    }

    private static async Task<HttpStatusCode> HealthAsync(ServiceHost host)
    {
        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri(host.HealthAddress, "/health"));
        return answer.StatusCode;
    }

    private static async Task AllowConnectionsAsync(ServiceHost host, bool allow)
    {
        NpgsqlConnectionStringBuilder administrator = new(host.ConnectionString) { Database = "postgres", Pooling = false };
        string name = new NpgsqlConnectionStringBuilder(host.ConnectionString).Database ?? "";
        await using NpgsqlConnection connection = new(administrator.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(
            $"ALTER DATABASE {name} ALLOW_CONNECTIONS {(allow ? "true" : "false")}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
