using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Cmr.Media.Playout;

/// <summary>
/// <c>sendto(2)</c> and <c>recvfrom(2)</c> without the exceptions of <see cref="Socket"/>: to a peer that gave an unroutable address every packet fails, and an error number costs nothing.
/// </summary>
/// <remarks>
/// One call a packet, not <c>sendmmsg(2)</c>: that sends many datagrams from one socket, but every stream has a port of its own (symmetric RTP, RFC 4961),
/// and the benchmark shows that the entry into the kernel is a small part of what a datagram costs.
/// </remarks>
internal sealed partial class LinuxDatagramPort : IDatagramPort
{
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;

    /// <inheritdoc/>
    public unsafe int Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress destination)
    {
        fixed (byte* data = datagram)
        fixed (byte* address = destination.Buffer.Span)
        {
            return SendTo((int)socket.Handle, data, (nuint)datagram.Length, DontWait | NoSignal, address, (uint)destination.Size) < 0
                ? Marshal.GetLastPInvokeError()
                : 0;
        }
    }

    /// <inheritdoc/>
    public unsafe int TryReceive(Socket socket, Span<byte> buffer, SocketAddress source)
    {
        fixed (byte* data = buffer)
        fixed (byte* address = source.Buffer.Span)
        {
            uint addressLength = (uint)source.Buffer.Length;
            nint received = ReceiveFrom((int)socket.Handle, data, (nuint)buffer.Length, DontWait, address, &addressLength);
            if (received >= 0)
            {
                source.Size = (int)Math.Min(addressLength, (uint)source.Buffer.Length);
            }

            return (int)received;
        }
    }

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static unsafe partial nint SendTo(int socket, byte* data, nuint length, int flags, byte* address, uint addressLength);

    [LibraryImport("libc", EntryPoint = "recvfrom")]
    private static unsafe partial nint ReceiveFrom(int socket, byte* data, nuint length, int flags, byte* address, uint* addressLength);
}
