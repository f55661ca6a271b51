using System.Net;
using System.Net.Sockets;
using System.Text;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>
/// Sends datagrams as they are and waits for what comes back, as text: the answer to a message that cannot be read need not be readable either.
/// Without <c>rport</c> a response goes to the port of Via, so there is a socket for each such port.
/// </summary>
internal sealed class DatagramPeer(IPAddress address, IPEndPoint node) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<int, Socket> _sockets = [];
    private readonly List<string> _asked = [];
    private int _pings;

    /// <summary>Sends one datagram.</summary>
    /// <param name="datagram">What to send.</param>
    /// <param name="isAnswered">An answer is expected.</param>
    /// <returns>The final response; empty when there is none before the answers to two pings sent after it.</returns>
    public async Task<string> AskAsync(byte[] datagram, bool isAnswered)
    {
        SipMessage.TryRead(datagram, SipLimits.Default, out SipMessage? message);
        string[] before = [.. _asked];
        if (message is not null) _asked.Add(message.CallId.ToString());
        Socket socket = SocketAt(message?.TopVia.SentBy.Port is > 0 and { } port ? port : 5060);
        await socket.SendToAsync(datagram, node);
        bool Concerns(string text) => !before.Any(asked => text.Contains($": {asked}\r\n", StringComparison.Ordinal));
        if (!isAnswered) return await FirstBeforePingsAsync(socket, Concerns);
        if (message is not SipRequest request) return await FinalAsync(socket, Concerns);
        string final = await FinalAsync(socket, response => response.Contains(request.CallId.ToString(), StringComparison.Ordinal));
        if (request.Method == SipMethod.Invite && SipMessage.TryRead(Encoding.UTF8.GetBytes(final), SipLimits.Default, out SipMessage? response).IsComplete && response is SipResponse refusal)
            await socket.SendToAsync(RequestsOfTransaction.Ack(request, refusal).Bytes, node);
        return final;
    }

    /// <summary>Sends one datagram, whatever may come of it.</summary>
    public Task SendAsync(byte[] datagram) => SocketAt(5060).SendToAsync(datagram, node);

    /// <summary>Sends OPTIONS.</summary>
    public async Task<string> PingAsync()
    {
        Socket socket = SocketAt(5060);
        string callId = await SendPingAsync(socket);
        return await FinalAsync(socket, response => response.Contains(callId, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        foreach (Socket socket in _sockets.Values) socket.Dispose();
    }

    // Retransmissions of what was asked before are no answer
    private async Task<string> FirstBeforePingsAsync(Socket socket, Func<string, bool> concerns)
    {
        for (int ping = 0; ping < 2; ping++)
        {
            string callId = await SendPingAsync(socket);
            string response = await FinalAsync(socket, concerns);
            if (response.Contains(callId, StringComparison.Ordinal)) continue;
            await FinalAsync(socket, late => late.Contains(callId, StringComparison.Ordinal));
            return response;
        }

        return "";
    }

    private async Task<string> SendPingAsync(Socket socket)
    {
        string callId = $"ping-{++_pings}@{address}";
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port; // bound when it was made
        string ping = $"OPTIONS sip:{node} SIP/2.0\r\nVia: SIP/2.0/UDP {address}:{port};rport;branch=z9hG4bKping{_pings}\r\nMax-Forwards: 70\r\nFrom: <sip:peer@{address}>;tag=p\r\n"
            + $"To: <sip:{node}>\r\nCall-ID: {callId}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        await socket.SendToAsync(Encoding.ASCII.GetBytes(ping), node);
        return callId;
    }

    private static async Task<string> FinalAsync(Socket socket, Func<string, bool> isWanted)
    {
        byte[] buffer = new byte[65535];
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, patience.Token);
            string response = Encoding.UTF8.GetString(buffer, 0, length);
            if (!response.StartsWith("SIP/2.0 1", StringComparison.Ordinal) && isWanted(response)) return response;
        }
    }

    private Socket SocketAt(int port)
    {
        if (_sockets.TryGetValue(port, out Socket? known)) return known;
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, port));
        _sockets.Add(port, socket);
        return socket;
    }
}
