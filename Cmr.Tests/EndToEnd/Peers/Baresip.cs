using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cmr.Tests.Sip.Transport.Live;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>baresip as a phone: answers by itself, speaks what a WAV file says, records what it hears, does what it is told over its control port.</summary>
internal sealed class Baresip : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PeerProgram _program;
    private readonly int _port;
    private readonly string _transport;

    private Baresip(PeerProgram program, int port, string transport)
    {
        _program = program;
        _port = port;
        _transport = transport;
    }

    /// <summary>Where it takes calls; for TLS it listens at the next port.</summary>
    public string Uri => string.Create(CultureInfo.InvariantCulture, $"sip:phone@127.0.0.1:{_port + (_transport == "tls" ? 1 : 0)};transport={_transport}");

    /// <summary>Its log, with every message.</summary>
    public string Log => _program.Output;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="transport"><c>udp</c>, <c>tcp</c> or <c>tls</c>.</param>
    /// <param name="proxy">URI that all its calls go to.</param>
    /// <param name="sound">WAV file, 8 kHz, mono.</param>
    /// <param name="certificate">PEM file with certificate and key, for TLS.</param>
    /// <param name="trust">PEM file with the authority it believes, for TLS.</param>
    /// <param name="login">Name and secret that it logs in with when asked; empty for none.</param>
    public static async Task<Baresip> StartAsync(string transport, string proxy, string sound, string certificate = "", string trust = "", (string Name, string Secret) login = default)
    {
        int port = LiveNode.FreePort();
        string folder = Directory.CreateTempSubdirectory("cmr-baresip-").FullName;
        List<string> lines =
        [
            $"sip_listen 127.0.0.1:{port}", $"audio_source aufile,{sound}", $"audio_player aubridge,{port}", $"audio_alert aubridge,{port}-alert", "audio_txmode poll",
            $"rtp_ports {port + 4}-{port + 9}", "net_interface 127.0.0.1", "module_path /usr/lib/baresip/modules", "module g711.so", "module aufile.so", "module aubridge.so", "module sndfile.so",
            "module_app account.so", "module_app menu.so", "module_app ctrl_tcp.so", $"ctrl_tcp_listen 127.0.0.1:{port + 3}", $"snd_path {folder}",
        ];
        if (certificate.Length > 0) lines.AddRange([$"sip_certificate {certificate}", $"sip_cafile {trust}"]);
        File.WriteAllLines(Path.Combine(folder, "config"), lines);
        File.WriteAllText(Path.Combine(folder, "contacts"), "");
        string credentials = login.Name is null ? "" : $";auth_user={login.Name};auth_pass={login.Secret}";
        File.WriteAllText(Path.Combine(folder, "accounts"), $"<sip:phone@127.0.0.1:{port};transport={transport}>{credentials};regint=0;answermode=auto;audio_codecs=PCMU;outbound=\"{proxy}\"\n");
        Baresip phone = new(PeerProgram.Start("baresip", folder, "-f", folder, "-s"), port, transport);
        await phone.PrintsAsync("baresip is ready");
        return phone;
    }

    /// <summary>Gives a command of its menu, such as <c>dial</c>, <c>hold</c>, <c>resume</c> or <c>hangup</c>.</summary>
    public async Task TellAsync(string command, string parameters = "")
    {
        using Socket control = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await control.ConnectAsync(IPAddress.Loopback, _port + 3).WaitAsync(Patience);
        string json = JsonSerializer.Serialize(new Dictionary<string, string> { ["command"] = command, ["params"] = parameters });
        await control.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{json.Length}:{json},")));
        byte[] buffer = new byte[4096];
        StringBuilder heard = new();
        // Events may come before the response
        while (!heard.ToString().Contains("\"response\":true", StringComparison.Ordinal))
        {
            int count = await control.ReceiveAsync(buffer).WaitAsync(Patience);
            Assert.IsGreaterThan(0, count, Log);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    /// <summary>Waits until its log says something so many times.</summary>
    public async Task PrintsAsync(string text, int times = 1)
    {
        long start = TimeProvider.System.GetTimestamp();
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(50));
        while (Log.Split(text).Length - 1 < times)
        {
            Assert.IsFalse(_program.HasExited, Log);
            Assert.IsLessThan(Patience, TimeProvider.System.GetElapsedTime(start), $"it never said {text}:\n{Log}");
            await tick.WaitForNextTickAsync();
        }
    }

    /// <summary>What it has heard from the other party.</summary>
    public async Task<short[]> HeardAsync()
    {
        string recording = Directory.GetFiles(_program.Folder, "dump-*-dec.wav").Order().Last();
        return await SampleSound.DecodeAsync(recording);
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
