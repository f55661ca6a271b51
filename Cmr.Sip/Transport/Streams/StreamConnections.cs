using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport.Tls;

namespace Cmr.Sip.Transport.Streams;

/// <summary>
/// All connections over TCP and TLS by their peers: messages go over the one that is there, or one is opened (RFC 3261 §18.1.1, §18.2.2).
/// Sending never waits; what cannot be sent is told later.
/// </summary>
internal sealed class StreamConnections : IDisposable
{
    private const int MaxRefusals = 1024;
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private readonly HashSet<StreamConnection> _all = [];
    private readonly Dictionary<SipEndpoint, StreamConnection> _byPeer = [];
    private readonly Dictionary<(IPAddress Address, int Port), StreamConnection> _aliases = [];
    private readonly Dictionary<SipEndpoint, long> _refusedUntil = [];
    private readonly StreamContext _context;
    private readonly StreamDialer _dialer;
    private readonly BackgroundWork _work;
    private readonly ITimer _sweep;
    private bool _closed;

    public StreamConnections(StreamContext context, StreamDialer dialer, BackgroundWork work)
    {
        _context = context;
        _dialer = dialer;
        _work = work;
        _sweep = context.Time.CreateTimer(_ => Sweep(), null, SweepPeriod, SweepPeriod);
    }

    /// <summary>Connections known, those being opened included.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _all.Count;
        }
    }

    /// <summary>Sends a message over the connection to a peer.</summary>
    /// <param name="message">What.</param>
    /// <param name="destination">Where to. A response whose connection is gone goes to the sent-by port of its Via instead.</param>
    /// <param name="failed">Called once, on any thread, when it could not be sent.</param>
    /// <returns>Whose connection has taken it; <see langword="null"/> when none has.</returns>
    public SipEndpoint? Send(SipMessage message, SipEndpoint destination, Action? failed)
    {
        OutgoingMessage outgoing = new(message.Bytes, failed) { Message = message, Destination = destination };
        if (Find(destination) is { } existing)
        {
            if (existing.TrySend(outgoing)) return existing.Peer;
            // Too slow, rather than over: another connection would only be another queue
            if (!existing.IsOver)
            {
                failed?.Invoke();
                return null;
            }
        }

        return SendAnew(outgoing);
    }

    /// <summary>Serves a connection that a peer opened, until it ends.</summary>
    /// <param name="peer">The other end.</param>
    /// <param name="pipe">Both directions.</param>
    /// <param name="certificate">What the peer proved to own.</param>
    /// <returns>True when it ended in order, and what was written last is still to reach the peer.</returns>
    public async Task<bool> ServeAcceptedAsync(SipEndpoint peer, IDuplexPipe pipe, X509Certificate2? certificate = null)
    {
        StreamConnection connection = new(peer, isAccepted: true, _context) { PeerCertificate = certificate, AliasNamed = NoteAlias };
        lock (_gate)
        {
            if (_closed) return false;
            _all.Add(connection);
            _byPeer[connection.Key] = connection;
        }

        _context.Counters.CountAccepted();
        await connection.RunAsync(pipe);
        bool inOrder = !connection.Aborted.IsCancellationRequested;
        End(connection);
        return inOrder;
    }

    /// <summary>Ends all connections.</summary>
    public void CloseAll()
    {
        List<StreamConnection> open;
        lock (_gate)
        {
            _closed = true;
            open = [.. _all];
        }

        foreach (StreamConnection connection in open) connection.Abort(CloseReason.Stopping);
    }

    public void Dispose()
    {
        _sweep.Dispose();
        CloseAll();
    }

    /// <summary>Ends the connections that have run out of time; runs by itself twice a second.</summary>
    public void Sweep()
    {
        List<StreamConnection> open;
        lock (_gate) open = [.. _all];
        foreach (StreamConnection connection in open) connection.CheckTime();
    }

    private StreamConnection? Find(SipEndpoint destination)
    {
        lock (_gate)
        {
            if (_byPeer.TryGetValue(destination, out StreamConnection? connection)) return connection;
            if (destination.Domain is not { } domain) return null;
            // A URI that names the very socket a peer connected from needs no proof of a name: the peer is who it was. For any other name the peer must have proven it
            if (_byPeer.TryGetValue(destination with { Domain = null }, out connection) && (connection.Peer.Domain == domain || IPAddress.TryParse(domain, out _))) return connection;
            bool isProven = _aliases.TryGetValue((destination.Address, destination.Port), out connection) && connection.PeerCertificate is { } certificate && PeerIdentity.Proves(certificate, domain);
            return isProven ? connection : null;
        }
    }

    // RFC 5923 §8: only a peer whose certificate speaks for the name asked for gets what is meant for that name, so a borrowed port is worth nothing
    private void NoteAlias(StreamConnection connection)
    {
        if (connection.AliasPort is not { } port) return;
        lock (_gate) _aliases[(connection.Peer.Address, port)] = connection;
    }

    private SipEndpoint? SendAnew(OutgoingMessage message)
    {
        StreamConnection? opened = OpenOrFind(message.Message is SipResponse response ? SentByOf(response, message.Destination) : message.Destination);
        if (opened?.TrySend(message with { Message = null }) is true) return opened.Peer;
        message.Failed?.Invoke();
        return null;
    }

    private StreamConnection? OpenOrFind(SipEndpoint key)
    {
        StreamConnection connection;
        lock (_gate)
        {
            if (_byPeer.TryGetValue(key, out StreamConnection? existing) && !existing.IsOver) return existing;
            bool refused = _refusedUntil.TryGetValue(key, out long until) && _context.Time.GetTimestamp() < until;
            if (_closed || refused || _all.Count >= _context.Options.MaxConnections) return null;
            connection = new StreamConnection(key, isAccepted: false, _context);
            _all.Add(connection);
            _byPeer[key] = connection;
        }

        _work.Run(() => ServeOpenedAsync(connection));
        return connection;
    }

    private async Task ServeOpenedAsync(StreamConnection connection)
    {
        try
        {
            await using Stream stream = await OpenAsync(connection);
            _context.Counters.CountOpened();
            await connection.RunAsync(new StreamPipe(stream));
        }
        catch (AuthenticationException exception)
        {
            NoteRefusal(connection, CloseReason.TlsFailed, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            NoteRefusal(connection, CloseReason.NotConnected, exception.Message);
        }

        End(connection);
    }

    private async Task<Stream> OpenAsync(StreamConnection connection)
    {
        using CancellationTokenSource patience = new(_context.Options.ConnectTimeout, _context.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, connection.Aborted);
        return await _dialer.DialAsync(connection.Peer, either.Token);
    }

    private void NoteRefusal(StreamConnection connection, CloseReason reason, string message)
    {
        connection.Abort(reason);
        if (_context.LogBudget.TryTake()) _context.Logger.NotConnected(connection.Peer.Transport, connection.Peer.ToIPEndPoint(), message);
        lock (_gate)
        {
            if (_refusedUntil.Count >= MaxRefusals) _refusedUntil.Clear();
            _refusedUntil[connection.Peer] = _context.Time.GetTimestamp() + (long)(_context.Options.RefusalMemory.TotalSeconds * _context.Time.TimestampFrequency);
        }
    }

    private void End(StreamConnection connection)
    {
        lock (_gate)
        {
            _all.Remove(connection);
            if (_byPeer.GetValueOrDefault(connection.Key) == connection) _byPeer.Remove(connection.Key);
            if (connection.AliasPort is { } port && _aliases.GetValueOrDefault((connection.Peer.Address, port)) == connection) _aliases.Remove((connection.Peer.Address, port));
        }

        // What the peer did not take any more before it closed an idle connection goes over a new one, once
        bool again = connection.EndedPeacefully;
        connection.GiveBack(message =>
        {
            if (again && message.Message is not null) SendAnew(message);
            else message.Failed?.Invoke();
        });
        connection.Dispose();
        _context.Counters.CountClosed(connection.Reason);
        bool isOffence = connection.Reason is CloseReason.SlowSender or CloseReason.SlowReceiver or CloseReason.Malformed;
        if (isOffence && _context.LogBudget.TryTake()) _context.Logger.ConnectionClosed(connection.Peer.Transport, connection.Peer.ToIPEndPoint(), connection.Reason);
    }

    // RFC 3261 §18.2.2: a new connection to the address the request came from, at the port of sent-by
    private static SipEndpoint SentByOf(SipResponse response, SipEndpoint source) => source with
    {
        Port = response.TopVia.SentBy.Port is > 0 and { } port ? port : NextHops.DefaultPort(source.Transport),
        Domain = source.Transport is SipTransport.Tls ? response.TopVia.SentBy.Host.ToString().ToLowerInvariant().Trim('[', ']') : null,
    };
}
