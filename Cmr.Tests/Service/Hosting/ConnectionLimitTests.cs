using System.Globalization;
using System.Net.Sockets;
using Cmr.Tests.Soap;

namespace Cmr.Tests.Service.Hosting;

[TestClass]
public sealed class ConnectionLimitTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    [TestMethod]
    [DataRow("Soap:Connections:PerAddress")]
    [DataRow("Soap:Connections:Total")]
    public async Task Connections_beyond_the_limit_are_closed_and_places_become_free_again(string limit)
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, (limit, "2"));
        await using RawHttp first = await OpenAsync(server);
        RawHttp second = await OpenAsync(server);
        Assert.AreEqual("", await TryAsync(server), "the third");
        await first.SendAsync(Request);
        StringAssert.Contains(await first.ReadUntilAsync("nobody"), "200 OK", "the first is served as ever");
        await second.SendAsync(Request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));
        await second.ReadToEndAsync();
        await second.DisposeAsync();
        await using RawHttp next = await OpenAsync(server);
    }

    [TestMethod]
    public async Task A_trusted_proxy_may_have_more_than_a_client()
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, ("Soap:Connections:PerAddress", "1"), ("Soap:TrustedProxies:0", "127.0.0.1"));
        await using RawHttp first = await OpenAsync(server), second = await OpenAsync(server);
    }

    [TestMethod]
    public async Task A_header_that_does_not_come_gets_408()
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, ("Soap:Connections:HeaderTimeout", "00:00:01"));
        await using RawHttp slow = await RawHttp.ConnectAsync(server.Plain);
        await slow.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        StringAssert.StartsWith(await slow.ReadToEndAsync(), "HTTP/1.1 408");
    }

    [TestMethod]
    public async Task A_connection_without_a_request_is_closed()
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, ("Soap:Connections:HeaderTimeout", "00:00:01"), ("Soap:Connections:IdleTimeout", "00:00:01"));
        await using RawHttp idle = await RawHttp.ConnectAsync(server.Plain);
        Assert.AreEqual("", await idle.ReadToEndAsync());
    }

    [TestMethod]
    [DataRow("X-A", 3000, 1)]
    [DataRow("X-A", 1, 20)]
    public async Task Headers_beyond_the_limits_get_431(string name, int length, int count)
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, ("Soap:Connections:MaxHeaderBytes", "2048"), ("Soap:Connections:MaxHeaders", "10"));
        string headers = string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}{i}: {new string('a', length)}\r\n")));
        StringAssert.StartsWith(await RawHttp.ExchangeAsync(server.Plain, $"GET / HTTP/1.1\r\nHost: a\r\n{headers}\r\n", []), "HTTP/1.1 431");
    }

    /// <summary>A connection may be turned away before its client knows that there was one.</summary>
    private static async Task<string> TryAsync(ListenerServer server)
    {
        try
        {
            return await RawHttp.ExchangeAsync(server.Plain, Request, []);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset)
        {
            return "";
        }
    }

    /// <summary>Open and known to the server; a place that another connection just left may take a moment to be free.</summary>
    private static async Task<RawHttp> OpenAsync(ListenerServer server)
    {
        for (int attempt = 0; ; attempt++)
        {
            Assert.IsLessThan(50, attempt, "no place became free");
            try
            {
                RawHttp raw = await RawHttp.ConnectAsync(server.Plain);
                await raw.SendAsync(Request);
                if ((await raw.ReadUntilAsync("nobody")).Contains("200 OK", StringComparison.Ordinal)) return raw;
                await raw.DisposeAsync();
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // turned away while it was being opened
            }
        }
    }
}
