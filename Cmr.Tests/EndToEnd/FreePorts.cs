using System.Net;
using System.Net.Sockets;
using Cmr.Cli.Instance;
using Cmr.Cli.Up;

namespace Cmr.Tests.EndToEnd;

/// <summary>Finds ports below the range from which the system gives out ports by itself, so that they stay free until they are used.</summary>
internal static class FreePorts
{
    private const int First = 10000;
    private const int Last = 24000;
    private const int Step = 20;
    private static int _next = First + Environment.ProcessId % 100 * Step;

    /// <summary>A port base with all its ports free; no two calls return the same.</summary>
    public static int Base()
    {
        while (true)
        {
            int candidate = Interlocked.Add(ref _next, Step);
            if (candidate > Last) throw new InvalidOperationException($"no free port base from {First} to {Last}");
            try
            {
                PortCheck.Ensure(PortPlan.FromBase(candidate)!); // the range is far from the end of the port space
                return candidate;
            }
            catch (StartupException)
            {
                // taken: the next one
            }
        }
    }

    /// <summary>A UDP port for a SIPp phone.</summary>
    public static int Udp()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
