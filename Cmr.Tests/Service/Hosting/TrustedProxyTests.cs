namespace Cmr.Tests.Service.Hosting;

[TestClass]
public sealed class TrustedProxyTests
{
    [TestMethod]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https|X-Forwarded-Host: api.example.org", "https://api.example.org/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https|X-Forwarded-Host: api.example.org|X-Forwarded-Port: 8443", "https://api.example.org:8443/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https|X-Forwarded-Host: api.example.org|X-Forwarded-Port: 443", "https://api.example.org/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Host: api.example.org:81|X-Forwarded-Port: 82", "http://api.example.org:81/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Prefix: /ring", "http://plain/ring/cmr1 from 203.0.113.7")]
    [DataRow("Forwarded: for=203.0.113.7;proto=https;host=api.example.org", "https://api.example.org/cmr1 from 203.0.113.7")]
    [DataRow("Forwarded: for=\"[2001:db8::7]\"; Proto=https; host=\"api.example.org:8443\"", "https://api.example.org:8443/cmr1 from 2001:db8::7")]
    [DataRow("Forwarded: for=203.0.113.7;proto=https|X-Forwarded-For: 198.51.100.1", "https://plain/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: 198.51.100.1, 203.0.113.7|X-Forwarded-Proto: http, https", "https://plain/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: 203.0.113.7, 127.0.0.2|X-Forwarded-Proto: https, http", "https://plain/cmr1 from 203.0.113.7")]
    [DataRow("X-Forwarded-For: nonsense|X-Forwarded-Proto: nonsense://|X-Forwarded-Port: 99999", "http://plain/cmr1 from 127.0.0.1")]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Host: \"><evil/>", "http://plain/cmr1 from ")]
    [DataRow("Forwarded: ;;,=,for", "http://plain/cmr1 from 127.0.0.1")]
    public async Task What_a_trusted_proxy_says_is_believed(string headers, string expected)
    {
        await using ListenerServer server = await ListenerServer.StartAsync(null, ("Soap:TrustedProxies:0", "127.0.0.0/8"), ("Soap:TrustedProxies:1", "::1"));
        StringAssert.StartsWith(await GetAsync(server, headers), expected);
    }

    [TestMethod]
    [DataRow("X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https|X-Forwarded-Host: api.example.org|X-Forwarded-Port: 1|X-Forwarded-Prefix: /x")]
    [DataRow("Forwarded: for=203.0.113.7;proto=https;host=api.example.org")]
    public async Task What_anybody_else_says_is_not(string headers)
    {
        await using ListenerServer none = await ListenerServer.StartAsync(null);
        StringAssert.StartsWith(await GetAsync(none, headers), "http://plain/cmr1 from 127.0.0.1");
        await using ListenerServer other = await ListenerServer.StartAsync(null, ("Soap:TrustedProxies:0", "10.0.0.5"));
        StringAssert.StartsWith(await GetAsync(other, headers), "http://plain/cmr1 from 127.0.0.1");
    }

    private static async Task<string> GetAsync(ListenerServer server, string headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(server.Plain, "/cmr1"));
        request.Headers.Host = "plain";
        foreach (string[] header in headers.Split('|').Select(header => header.Split(": ", 2))) request.Headers.TryAddWithoutValidation(header[0], header[1]);
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
        using HttpResponseMessage response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
