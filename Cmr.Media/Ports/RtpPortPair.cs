using System.Net.Sockets;

namespace Cmr.Media.Ports;

/// <summary>The two bound sockets of one stream: RTP on an even port, RTCP on the next.</summary>
internal sealed class RtpPortPair(PortAllocator owner, int port, Socket rtp, Socket rtcp) : IDisposable
{
    private int _disposed;

    /// <summary>Gets the RTP port.</summary>
    public int Port => port;

    /// <summary>Gets the RTP socket, not blocking.</summary>
    public Socket Rtp => rtp;

    /// <summary>Gets the RTCP socket, not blocking.</summary>
    public Socket Rtcp => rtcp;

    /// <summary>Closes the sockets and gives the port back, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            rtp.Dispose();
            rtcp.Dispose();
            owner.Return(port);
        }
    }
}
