using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>Where the node's calls end: a phone behind a socket that is busy, and knows no other request.</summary>
internal sealed class BusyPhone : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public BusyPhone(IPAddress address)
    {
        _socket.Bind(new IPEndPoint(address, 5060));
        _loop = AnswerAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!; // bound in the constructor

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task AnswerAsync()
    {
        byte[] buffer = new byte[65535];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                SipMessage.TryRead(buffer.AsSpan(0, received.ReceivedBytes), SipLimits.Default, out SipMessage? message);
                if (message is not SipRequest request || request.Method == SipMethod.Ack) continue;
                SipStatus status = request.Method == SipMethod.Invite ? SipStatus.BusyHere : SipStatus.CallOrTransactionDoesNotExist;
                await _socket.SendToAsync(SipResponse.For(request, status).WithToTag("busy").Build().Bytes, received.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the end of the test
        }
    }
}
