using Microsoft.Extensions.Options;

namespace Cmr.Media.Playout;

/// <summary>All pumps of the process. A stream stays with the pump it was given to.</summary>
internal sealed class PlayoutPumps : IDisposable
{
    private readonly PlayoutPump[] _pumps;
    private int _next;

    public PlayoutPumps(IPlayoutListener listener, IOptions<PlayoutOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<PlayoutPumps> logger)
    {
        int count = options.Value.Pumps > 0 ? options.Value.Pumps : Math.Max(1, Environment.ProcessorCount / 2);
        IDatagramPort port = OperatingSystem.IsLinux() ? new LinuxDatagramPort() : new SocketDatagramPort();
        _pumps = [.. Enumerable.Range(0, count).Select(_ => new PlayoutPump(
            wallClock => new PlayoutEngine(port, listener, options.Value, wallClock),
            clock,
            crash =>
            {
                logger.PumpCrashed(crash);
                lifetime.StopApplication();
            }))];
    }

    /// <summary>Gets the streams playing now.</summary>
    public int Playing => _pumps.Sum(pump => pump.Engine.Playing);

    /// <summary>Gets the RTP packets sent.</summary>
    public long PacketsSent => _pumps.Sum(pump => pump.Engine.PacketsSent);

    /// <summary>Gets the RTP packets that could not be sent.</summary>
    public long PacketsFailed => _pumps.Sum(pump => pump.Engine.PacketsFailed);

    /// <summary>Gets the times a pump gave up its schedule.</summary>
    public long Stalls => _pumps.Sum(pump => pump.Engine.Stalls);

    /// <summary>The pump for a new stream, in turn.</summary>
    public PlayoutPump Next() => _pumps[(uint)Interlocked.Increment(ref _next) % (uint)_pumps.Length];

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        foreach (PlayoutPump pump in _pumps)
        {
            pump.Dispose();
        }
    }
}
