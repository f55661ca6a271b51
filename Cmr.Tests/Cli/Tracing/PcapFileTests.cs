using System.Diagnostics;
using System.Net;
using Cmr.Cli.Tracing;

namespace Cmr.Tests.Cli.Tracing;

/// <summary>Wireshark reads what is written here.</summary>
[TestClass]
public sealed class PcapFileTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 7, 14, 12, 34, 56, TimeSpan.Zero).AddMicroseconds(123_456);
    private static readonly byte[] Message = "OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nCall-ID: call-1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    [TestMethod]
    [DataRow("10.0.0.1:5060", "192.0.2.7:5060")]
    [DataRow("[2001:db8::1]:5060", "[2001:db8::2]:5060")]
    public async Task A_trace_file_is_a_capture_with_right_addresses_time_and_checksums(string source, string destination)
    {
        string read = await DissectAsync(IPEndPoint.Parse(source), IPEndPoint.Parse(destination), "sip.Method", "udp.srcport", "udp.checksum.status", "ip.checksum.status", "frame.time_epoch");

        bool isIPv6 = source.StartsWith('[');
        Assert.AreEqual($"OPTIONS|5060|1|{(isIPv6 ? "" : "1")}|{At.ToUnixTimeSeconds()}.123456000", read);
    }

    private static async Task<string> DissectAsync(IPEndPoint source, IPEndPoint destination, params string[] fields)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pcap");
        try
        {
            using (PcapFile file = new(File.Create(path))) file.Add(At, source, destination, Message);
            List<string> arguments = ["-n", "-r", path, "-o", "udp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-T", "fields", "-E", "separator=|"];
            foreach (string field in fields) arguments.AddRange(["-e", field]);
            ProcessStartInfo start = new("tshark", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process tshark = Process.Start(start)!; // a process of its own
            string output = await tshark.StandardOutput.ReadToEndAsync(CancellationToken.None);
            string errors = await tshark.StandardError.ReadToEndAsync(CancellationToken.None);
            await tshark.WaitForExitAsync(CancellationToken.None);
            Assert.AreEqual(0, tshark.ExitCode, errors);
            return output.TrimEnd('\n');
        }
        finally
        {
            File.Delete(path);
        }
    }
}
