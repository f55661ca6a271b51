using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cmr.Benchmarks.Transactions;

/// <summary>A process that sends OPTIONS, each with branch and Call-ID of its own, and counts what comes back. A fixed number is open at any time, so it asks as fast as it is answered.</summary>
internal static class OptionsLoad
{
    /// <summary>The argument with which this program starts itself in this role; port, seconds and window follow.</summary>
    public const string Role = "options-load";

    private const int Digits = 8;
    private static readonly StandardFormat Hex = new('x', Digits);

    /// <summary>Runs, and writes: answered, answered with 2xx (or with the request itself), given up, seconds, microseconds of the median and of the 99th percentile.</summary>
    public static void Run(string port, string seconds, string window)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 22, SendBufferSize = 1 << 22, ReceiveTimeout = 500 };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        OptionsRequest request = new(((IPEndPoint)socket.LocalEndPoint!).Port); // bound by Connect
        int open = int.Parse(window, CultureInfo.InvariantCulture);
        TimeSpan duration = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        long[] sentAt = new long[1 << 16];
        List<long> waits = [];
        (long answered, long fine, long lost) = (0, 0, 0);
        byte[] buffer = new byte[2048];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < open; i++) Send();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            int length;
            try
            {
                length = socket.Receive(buffer);
            }
            catch (SocketException)
            {
                // All that was open is lost
                lost += open;
                for (int i = 0; i < open; i++) Send();
                continue;
            }

            answered++;
            ReadOnlySpan<byte> response = buffer.AsSpan(0, length);
            if (response.StartsWith("SIP/2.0 2"u8) || response.StartsWith("OPTIONS"u8)) fine++;
            if (OptionsRequest.NumberOf(response) is { } number) waits.Add(Stopwatch.GetTimestamp() - sentAt[number & 0xffff]);
            Send();
        }

        double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        waits.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answered} {fine} {lost} {took} {Microseconds(0.5)} {Microseconds(0.99)}"));

        double Microseconds(double part) => waits.Count == 0 ? 0 : waits[(int)((waits.Count - 1) * part)] * 1e6 / Stopwatch.Frequency;

        void Send()
        {
            ReadOnlySpan<byte> next = request.Next(out uint number);
            sentAt[number & 0xffff] = Stopwatch.GetTimestamp();
            socket.Send(next);
        }
    }

    private sealed class OptionsRequest
    {
        private readonly byte[] _octets;
        private readonly int _branch;
        private readonly int _callId;
        private uint _number;

        public OptionsRequest(int port)
        {
            string run = Guid.NewGuid().ToString("N")[..8];
            string text = string.Create(CultureInfo.InvariantCulture, $"OPTIONS sip:probe@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{run}00000000;rport\r\nMax-Forwards: 70\r\nFrom: <sip:load@127.0.0.1>;tag={run}\r\nTo: <sip:probe@127.0.0.1>\r\nCall-ID: {run}~00000000@127.0.0.1\r\nCSeq: 1 OPTIONS\r\nContact: <sip:load@127.0.0.1:{port}>\r\nAccept: application/sdp\r\nUser-Agent: load\r\nContent-Length: 0\r\n\r\n");
            _octets = Encoding.ASCII.GetBytes(text);
            _branch = text.IndexOf("00000000", StringComparison.Ordinal);
            _callId = text.IndexOf("~00000000", StringComparison.Ordinal) + 1;
        }

        public static uint? NumberOf(ReadOnlySpan<byte> message)
        {
            int at = message.IndexOf((byte)'~');
            return at >= 0 && Utf8Parser.TryParse(message.Slice(at + 1, Digits), out uint number, out _, 'x') ? number : null;
        }

        public ReadOnlySpan<byte> Next(out uint number)
        {
            number = ++_number;
            Utf8Formatter.TryFormat(number, _octets.AsSpan(_branch, Digits), out _, Hex);
            Utf8Formatter.TryFormat(number, _octets.AsSpan(_callId, Digits), out _, Hex);
            return _octets;
        }
    }
}
