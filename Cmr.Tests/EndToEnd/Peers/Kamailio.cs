using System.Globalization;
using System.Net;
using Cmr.Tests.Sip.Transport.Live;
using Cmr.Tests.Support;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>Kamailio as record-routing proxy in front of a node and behind it, <c>TestData/kamailio/proxy.cfg</c>.</summary>
internal sealed class Kamailio : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly PeerProgram _program;

    private Kamailio(PeerProgram program, int front)
    {
        _program = program;
        Front = front;
    }

    /// <summary>Port of UDP and TCP where callers come.</summary>
    public int Front { get; }

    /// <summary>What it has logged.</summary>
    public string Log => _program.Output;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="nodeUri">How the node is called from the front, such as <c>sip:127.0.0.1:5060;transport=tcp</c>.</param>
    /// <param name="backTransport">How the node comes to the back: <c>udp</c>, <c>tcp</c> or <c>tls</c>.</param>
    /// <param name="certificate">PEM file with certificate and key for both ends of TLS, its own authority.</param>
    /// <param name="nodes">URIs of nodes to balance calls over that have <c>X-Balance: yes</c>.</param>
    public static async Task<Kamailio> StartAsync(string nodeUri, string backTransport, string certificate, params string[] nodes)
    {
        int front = LiveNode.FreePort();
        string folder = Directory.CreateTempSubdirectory("cmr-kamailio-").FullName;
        int back = front + (backTransport == "tls" ? 3 : 2);
        string configuration = File.ReadAllText(Repository.PathOf("Cmr.Tests", "TestData", "kamailio", "proxy.cfg"))
            .Replace("{FOLDER}", folder, StringComparison.Ordinal)
            .Replace("{NODE}", nodeUri, StringComparison.Ordinal)
            .Replace("{BACK_URI}", string.Create(CultureInfo.InvariantCulture, $"sip:127.0.0.1:{back};transport={backTransport}"), StringComparison.Ordinal);
        foreach ((string name, int port) in ((string, int)[])[("FRONT", front), ("FRONT_TLS", front + 1), ("BACK", front + 2), ("BACK_TLS", front + 3)])
            configuration = configuration.Replace($"{{{name}}}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "kamailio.cfg"), configuration);
        File.WriteAllText(Path.Combine(folder, "tls.cfg"), Tls("server", certificate, verify: false) + Tls("client", certificate, verify: true));
        File.WriteAllLines(Path.Combine(folder, "dispatcher.list"), nodes.Select(node => $"1 {node}"));
        // In the foreground; 64 MB shared and 4 MB of each process's own
        PeerProgram program = PeerProgram.Start("kamailio", folder, "-f", Path.Combine(folder, "kamailio.cfg"), "-DD", "-E", "-m", "64", "-M", "4", "-Y", folder);
        Kamailio kamailio = new(program, front);
        await kamailio.AnswersAsync();
        return kamailio;
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private async Task AnswersAsync()
    {
        using DatagramWire probe = new() { Remote = new IPEndPoint(IPAddress.Loopback, Front) };
        using CancellationTokenSource limit = new(StartLimit);
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(100));
        Task answered = probe.HearResponseAsync("OPTIONS");
        while (!answered.IsCompletedSuccessfully)
        {
            Assert.IsFalse(_program.HasExited, Log);
            await probe.SendAsync(Talk.Options(probe));
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    private static string Tls(string side, string certificate, bool verify) =>
        $"[{side}:default]\nmethod = TLSv1.2+\nverify_certificate = {(verify ? "yes" : "no")}\nrequire_certificate = {(verify ? "yes" : "no")}\nprivate_key = {certificate}\ncertificate = {certificate}\nca_list = {certificate}\n";
}
