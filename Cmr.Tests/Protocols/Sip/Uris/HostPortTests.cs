using System.Net;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Tests.Protocols.Sip.Uris;

[TestClass]
public sealed class HostPortTests
{
    [TestMethod]
    [DataRow("192.0.2.1", "192.0.2.1")]
    [DataRow("[2001:db8::1]", "2001:db8::1")]
    [DataRow("host1", null)]
    [DataRow("1", null)]
    [DataRow("0x7f.1", null)]
    [DataRow("a.b.c.d", null)]
    public void Only_a_written_out_address_is_an_address(string host, string? address)
    {
        bool numeric = new HostPort(host).TryGetAddress(out IPAddress? found);
        Assert.AreEqual(address, numeric ? found!.ToString() : null);
    }

    [TestMethod]
    public void Names_compare_without_case_and_a_written_port_differs_from_none()
    {
        Assert.AreEqual(new HostPort("A.example", 5060), new HostPort("a.EXAMPLE", 5060));
        Assert.AreNotEqual(new HostPort("a.example"), new HostPort("a.example", 5060));
    }
}
