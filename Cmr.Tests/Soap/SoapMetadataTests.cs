using System.Net;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SoapMetadataTests
{
    [TestMethod]
    public async Task The_WSDL_is_served_with_the_address_of_the_request_put_in()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string wsdl = await server.Client.GetStringAsync("?wsdl");
        Assert.AreEqual($"""<d xmlns:soap="x" xmlns:xs="y"><xs:include schemaLocation="{server.Address}?xsd=echo.xsd"/><soap:address location="{server.Address}"/></d>""", wsdl);
    }

    [TestMethod]
    public async Task A_schema_is_served_by_name_and_an_unknown_one_is_404()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        Assert.AreEqual("<xs:schema/>", await server.Client.GetStringAsync("?xsd=echo.xsd"));
        foreach (string name in new[] { "other.xsd", "../echo.xsd", "" })
        {
            using HttpResponseMessage response = await server.Client.GetAsync($"?xsd={name}");
            Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode, name);
        }
    }

    [TestMethod]
    [DataRow("?WSDL", "soap:address")]
    [DataRow("?Wsdl", "soap:address")]
    [DataRow("?SINGLEWSDL", "soap:address")]
    [DataRow("?XSD=ECHO.XSD", "schema")]
    public async Task Documents_are_asked_for_in_any_case(string query, string expected)
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        StringAssert.Contains(await server.Client.GetStringAsync(query), expected);
    }

    [TestMethod]
    public async Task HEAD_tells_the_length_and_sends_nothing()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        byte[] whole = await server.Client.GetByteArrayAsync("?wsdl");
        string answer = await RawHttp.ExchangeAsync(server.Address, $"HEAD /echo?wsdl HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n\r\n", []);
        StringAssert.Contains(answer, $"Content-Length: {whole.Length}\r\n");
        StringAssert.EndsWith(answer, "\r\n\r\n");
    }

    [TestMethod]
    public async Task A_WSDL_is_packed_for_who_asks()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        server.Client.DefaultRequestHeaders.AcceptEncoding.Add(new("gzip"));
        using HttpResponseMessage response = await server.Client.GetAsync("?wsdl");
        Assert.AreEqual("gzip", response.Content.Headers.ContentEncoding.Single());
    }

    [TestMethod]
    public async Task HTTP_1_0_without_a_Host_gets_the_address_of_the_listener()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        StringAssert.Contains(await RawHttp.ExchangeAsync(server.Address, "GET /echo?wsdl HTTP/1.0\r\n\r\n", []), $"location=\"{server.Address}\"");
    }

    [TestMethod]
    public async Task A_hostile_Host_header_cannot_break_out_of_the_attribute()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        using HttpRequestMessage request = new(HttpMethod.Get, server.Address + "?wsdl");
        request.Headers.TryAddWithoutValidation("Host", "a\"><evil/>");
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.IsFalse((await response.Content.ReadAsStringAsync()).Contains("<evil/>", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_plain_GET_shows_a_page_with_operations_and_links()
    {
        await using SoapServer server = await SoapServer.StartAsync(SoapServer.Echo().Build());
        string page = await server.Client.GetStringAsync((Uri?)null);
        StringAssert.Contains(page, "Echoes &amp; more");
        StringAssert.Contains(page, "Says it &lt;again&gt;");
        StringAssert.Contains(page, "href=\"?wsdl\"");
        StringAssert.Contains(page, "href=\"?xsd=echo.xsd\"");
    }
}
