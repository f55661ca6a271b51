using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Calls;

[TestClass]
public sealed class GatewayCallTests
{
    private readonly SimulatedNetwork _network = new(seed: 1);

    [TestMethod]
    public void Smoke()
    {
        SimulatedNode node = new(_network);
        CallerPhone ann = new(_network, "10.0.0.1", node.Endpoint) { TalkTime = TimeSpan.FromSeconds(5) };
        CalledPhone bob = new(_network, "10.0.0.2", node.Endpoint);
        bob.React = phone =>
        {
            phone.Ring(180, TimeSpan.FromMilliseconds(50));
            phone.Answer(TimeSpan.FromSeconds(3), phone.Describe());
        };
        ann.Call("sip:bob@10.0.0.2");
        _network.RunUntilIdle();
        Console.WriteLine(string.Join('\n', _network.Trace));
        foreach (SimulatedDatagram d in _network.Trace) Console.WriteLine("-----\n" + System.Text.Encoding.UTF8.GetString(d.Bytes.Span));
        Console.WriteLine(string.Join('\n', node.Media.Commands));
        Console.WriteLine(string.Join('\n', node.Reports));
        Assert.AreEqual(200, ann.Final!.Status.Code);
        Assert.AreEqual(0, node.Engine.CallCount);
    }
}
