using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>Sends octets over a connection of their own and reads what comes back.</summary>
internal static class StreamAsker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends octets, then a ping of RFC 5626 if wished, and reads until there is a final response, the pong, or the end.</summary>
    /// <returns>All that came, and whether the node closed the connection.</returns>
    public static async Task<(string Text, bool Closed)> AskAsync(IPEndPoint node, byte[] octets, bool untilClosed)
    {
        using TcpClient client = new();
        using CancellationTokenSource patience = new(Patience);
        await client.ConnectAsync(node, patience.Token);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(octets, patience.Token);
        byte[] buffer = new byte[65535];
        StringBuilder text = new();
        while (true)
        {
            int length;
            try
            {
                length = await stream.ReadAsync(buffer, patience.Token);
            }
            catch (IOException)
            {
                length = 0; // closed with octets of ours unread
            }

            if (length == 0) return (text.ToString(), true);
            text.Append(Encoding.UTF8.GetString(buffer, 0, length));
            if (!untilClosed && HasFinal(text.ToString())) return (text.ToString(), false);
        }
    }

    private static bool HasFinal(string text) => text.Split("SIP/2.0 ").Skip(1).Any(response => response[0] > '1' && response.Contains("\r\n\r\n", StringComparison.Ordinal));
}
