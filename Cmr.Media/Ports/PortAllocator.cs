using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Ports;

/// <summary>Hands out even RTP ports with the odd RTCP port above (RFC 3550 §11). A port that came back is used again last, so late packets of one call do not meet the next.</summary>
internal sealed class PortAllocator
{
    private const int Attempts = 16;

    private readonly Lock _gate = new();
    private readonly Queue<int> _free;

    public PortAllocator(IOptions<PortOptions> options)
    {
        PortOptions range = options.Value;
        Address = IPAddress.Parse(range.RtpAddress);
        int first = range.RtpPortMin + (range.RtpPortMin & 1);
        int pairs = Math.Max(0, (range.RtpPortMax - first + 1) / 2);
        int[] ports = [.. Enumerable.Range(0, pairs).Select(i => first + (2 * i))];

        // Two workers started on one range by mistake, or one started again, should not begin at the same port
        Random.Shared.Shuffle(ports);
        _free = new Queue<int>(ports);
        Capacity = pairs;
    }

    /// <summary>Gets the address that ports are bound to.</summary>
    public IPAddress Address { get; }

    /// <summary>Gets the number of pairs in the range.</summary>
    public int Capacity { get; }

    /// <summary>Gets the number of pairs not in use.</summary>
    public int Free
    {
        get
        {
            lock (_gate)
            {
                return _free.Count;
            }
        }
    }

    /// <summary>Binds the next free pair, passing over ports that another program holds.</summary>
    /// <returns><see langword="null"/> when the range is used up.</returns>
    public RtpPortPair? TryOpen()
    {
        for (int attempt = 0; attempt < Attempts && TryTake(out int port); attempt++)
        {
            if (TryBind(port, out Socket? rtp))
            {
                if (TryBind(port + 1, out Socket? rtcp))
                {
                    return new RtpPortPair(this, port, rtp, rtcp);
                }

                rtp.Dispose();
            }

            Return(port);
        }

        return null;
    }

    /// <summary>Takes a port back; called by the pair when its sockets are closed.</summary>
    public void Return(int port)
    {
        lock (_gate)
        {
            _free.Enqueue(port);
        }
    }

    private bool TryTake(out int port)
    {
        lock (_gate)
        {
            return _free.TryDequeue(out port);
        }
    }

    private bool TryBind(int port, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Socket? socket)
    {
        var candidate = new Socket(Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, ExclusiveAddressUse = true };
        try
        {
            candidate.Bind(new IPEndPoint(Address, port));
            socket = candidate;
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            candidate.Dispose();
            socket = null;
            return false;
        }
    }
}
