using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Cmr.Benchmarks.Media;

/// <summary>The least that sending can cost: one socket, prepared messages, <c>sendmmsg(2)</c>, nothing else.</summary>
internal sealed unsafe partial class SendmmsgLoop : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _count;
    private readonly byte* _payload;
    private readonly byte* _address;
    private readonly Iovec* _vectors;
    private readonly Message* _messages;

    public SendmmsgLoop(IPEndPoint peer, int count, int length)
    {
        _count = count;
        _payload = (byte*)NativeMemory.AllocZeroed((nuint)length);
        SocketAddress address = peer.Serialize();
        _address = (byte*)NativeMemory.AllocZeroed((nuint)address.Size);
        address.Buffer.Span[..address.Size].CopyTo(new Span<byte>(_address, address.Size));
        _vectors = (Iovec*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(Iovec));
        _messages = (Message*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(Message));
        for (int i = 0; i < count; i++)
        {
            _vectors[i] = new Iovec { Base = _payload, Length = (nuint)length };
            _messages[i] = new Message { Name = _address, NameLength = (uint)address.Size, Vectors = _vectors + i, VectorCount = 1 };
        }
    }

    /// <summary>Sends one packet for each stream.</summary>
    /// <returns>How many left.</returns>
    public int SendAll()
    {
        int sent = 0;
        while (sent < _count)
        {
            int now = Sendmmsg((int)_socket.Handle, _messages + sent, (uint)(_count - sent), 0);
            if (now <= 0)
            {
                break;
            }

            sent += now;
        }

        return sent;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        NativeMemory.Free(_payload);
        NativeMemory.Free(_address);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_messages);
    }

    [LibraryImport("libc", EntryPoint = "sendmmsg")]
    private static partial int Sendmmsg(int socket, Message* messages, uint count, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct Iovec
    {
        public byte* Base;
        public nuint Length;
    }

    // struct mmsghdr of 64-bit Linux
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public byte* Name;
        public uint NameLength;
        public Iovec* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public long Flags;
        public ulong Sent;
    }
}
