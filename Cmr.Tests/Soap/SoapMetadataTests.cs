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
        Assert.AreEqual($"""<d xmlns:soap="x"><xs:include schemaLocation="{server.Address}?xsd=echo.xsd"/><soap:address location="{server.Address}"/></d>""", wsdl);
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
