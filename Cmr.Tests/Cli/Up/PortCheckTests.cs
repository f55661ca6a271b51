using System.Net;
using System.Net.Sockets;
using Cmr.Cli.Instance;
using Cmr.Cli.Up;

namespace Cmr.Tests.Cli.Up;

[TestClass]
public sealed class PortCheckTests
{
    [TestMethod]
    public void A_taken_port_is_named_with_its_purpose_and_the_way_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        PortPlan plan = PortPlan.FromBase(26900)! with { MediaControl = taken };
        StartupException refused = Assert.ThrowsExactly<StartupException>(() => PortCheck.Ensure(plan));
        Assert.Contains($"TCP port {taken} (media control)", refused.Message);
        Assert.Contains("--port-base", refused.Message);
    }
}
