using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Tests.Sip.Simulation;

namespace Cmr.Tests.Sip.Engine;

/// <summary>Mutated messages of a real call, fed into a node with a call going on.</summary>
[TestClass]
public sealed class HostileInputTests
{
    private const int Cases = 4000;

    [TestMethod]
    [DataRow(11)]
    [DataRow(12)]
    [DataRow(13)]
    public void No_mutation_of_a_calls_messages_breaks_the_node_or_leaves_anything_behind(int seed)
    {
        Console.WriteLine($"seed {seed}");
        CallWorld model = new CallWorld(seed).WithUsualCall(reliable: true).Call().RunToEnd();
        byte[][] toNode = [.. model.Network.Trace.Where(datagram => datagram.Destination == model.Node.Endpoint).Select(datagram => datagram.Bytes.ToArray())];
        SipEndpoint[] sources = [model.Ann.Endpoint, model.Bob.Endpoint];

        CallWorld world = new CallWorld(seed).WithUsualCall(reliable: true).Call();
        Random random = new(seed);
        for (int i = 0; i < Cases; i++)
        {
            byte[] datagram = Mutate(toNode[random.Next(toNode.Length)], random);
            SipMessage.TryRead(datagram, SipLimits.Default, out SipMessage? message);
            if (message is not null) world.Node.Step(new EngineInput.Message(message, sources[random.Next(2)]));
            if (i % 10 == 0) world.RunFor(1);
        }

        Assert.IsEmpty(world.Node.Faults, string.Join('\n', world.Node.Faults));
        world.Node.Step(new EngineInput.HangUpAll());
        world.Network.RunUntilIdle(TimeSpan.FromMinutes(30));
        world.AssertNothingLeft();
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> octets = [.. original];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(octets.Count);
            switch (random.Next(4))
            {
                case 0: octets[at] = (byte)random.Next(256); break;
                case 1: octets.RemoveAt(at); break;
                case 2: octets.Insert(at, (byte)random.Next(32, 127)); break;
                default: SwapDigits(octets, at, random); break;
            }
        }

        return [.. octets];
    }

    // Numbers steer the machines: CSeq, RSeq, RAck, tags, branches, statuses
    private static void SwapDigits(List<byte> octets, int from, Random random)
    {
        int at = octets.FindIndex(from, octet => octet is >= (byte)'0' and <= (byte)'9');
        if (at >= 0) octets[at] = (byte)random.Next('0', '9' + 1);
    }
}
