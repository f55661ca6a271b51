using System.Collections.Concurrent;

namespace Cmr.Media.Playout;

/// <summary>
/// Sends the frames of many streams on the absolute schedule. One thread drives it with <see cref="Advance"/>; orders come from any thread.
/// Time is what it is told, so an hour is simulated in a moment.
/// </summary>
internal sealed class PlayoutEngine(IDatagramPort port, IPlayoutListener listener, PlayoutOptions options, DateTimeOffset wallClockAtZero)
{
    private const int FramesBetweenDrains = 5;
    private const int FailuresToGiveUp = 50;

    private readonly ConcurrentQueue<PlayoutOrder> _orders = new();
    private readonly List<RtpStream>[] _phases = [.. Enumerable.Range(0, PlayoutSchedule.TicksPerFrame).Select(_ => new List<RtpStream>())];
    private readonly ReceiveScratch _scratch = ReceiveScratch.Create();
    private long _tick;
    private int _playing;

    /// <summary>Gets the number of streams that are playing.</summary>
    public int Playing => Volatile.Read(ref _playing);

    /// <summary>Gets the packets sent by all streams.</summary>
    public long PacketsSent { get; private set; }

    /// <summary>Gets the packets that could not be sent.</summary>
    public long PacketsFailed { get; private set; }

    /// <summary>Gets the times the schedule was given up because the machine stood still.</summary>
    public long Stalls { get; private set; }

    /// <summary>Gets when <see cref="Advance"/> is due next; <see langword="null"/> while nothing plays.</summary>
    public TimeSpan? NextDue => _playing == 0 ? null : PlayoutSchedule.TimeOf(_tick + 1);

    /// <summary>Hands in an order; carried out at the next <see cref="Advance"/>.</summary>
    public void Post(PlayoutOrder order) => _orders.Enqueue(order);

    /// <summary>Carries out orders and sends everything due until now.</summary>
    /// <param name="now">Time since this engine's zero; never goes back.</param>
    public void Advance(TimeSpan now)
    {
        long current = PlayoutSchedule.TickAt(now);
        if (_playing == 0)
        {
            _tick = current;
        }

        while (_orders.TryDequeue(out PlayoutOrder? order))
        {
            Carry(order);
        }

        if (current - _tick > PlayoutSchedule.MaximumLag)
        {
            Stalls++;
            _tick = current - PlayoutSchedule.TicksPerFrame;
        }

        while (_tick < current)
        {
            _tick++;
            SendPhase(_phases[_tick % PlayoutSchedule.TicksPerFrame], now);
        }
    }

    private void Carry(PlayoutOrder order)
    {
        switch (order)
        {
            case PlayoutOrder.Start start:
                Start(start.Stream, start.Loop, start.CommandId);
                break;
            case PlayoutOrder.Switch change:
                change.Stream.Take(change.Playlist);
                Start(change.Stream, change.Loop, change.CommandId);
                break;
            case PlayoutOrder.Stop stop:
                Stop(stop);
                break;
            case PlayoutOrder.Remove { Stream: RtpStream stream }:
                Remove(stream);
                break;
        }
    }

    private void Start(RtpStream stream, bool loop, long commandId)
    {
        End(stream);
        stream.Input.Discard(port, _scratch);
        stream.StartCommand = commandId;

        // The emptiest of the coming phases, the earliest of equals
        int phase = Enumerable.Range(1, PlayoutSchedule.TicksPerFrame)
            .Select(ahead => (int)((_tick + ahead) % PlayoutSchedule.TicksPerFrame))
            .MinBy(candidate => _phases[candidate].Count);
        long first = _tick + 1;
        while (first % PlayoutSchedule.TicksPerFrame != phase)
        {
            first++;
        }

        stream.Start(first, loop);
        stream.Phase = phase;
        stream.Place = _phases[phase].Count;
        _phases[phase].Add(stream);
        Volatile.Write(ref _playing, _playing + 1);
    }

    private void Stop(PlayoutOrder.Stop order)
    {
        RtpStream stream = order.Stream;
        bool fading = order.FadeFrames > 0 && stream is { Place: >= 0, StartCommand: null, StopCommand: null };
        if (!fading)
        {
            End(stream);
            listener.Ended(stream, order.CommandId);
            return;
        }

        stream.StopCommand = order.CommandId;
        stream.Fade(order.FadeFrames);
    }

    private void Remove(RtpStream stream)
    {
        End(stream);
        if (stream.PacketsSent > 0)
        {
            stream.Reports.Send(port, WallClock, stream.TimestampAt(_tick), stream.PacketsSent, goodbye: true);
        }

        stream.Dispose();
    }

    private void SendPhase(List<RtpStream> streams, TimeSpan now)
    {
        // Backwards, because ending a stream moves the last one to its place
        for (int i = streams.Count - 1; i >= 0; i--)
        {
            RtpStream stream = streams[i];
            long frame = stream.FrameAt(_tick);
            if (frame < 0)
            {
                bool commanded = stream.StopCommand is not null;
                End(stream);
                if (!commanded)
                {
                    listener.Ended(stream, null);
                }
            }
            else
            {
                SendFrame(stream, frame, now);
            }
        }
    }

    private void SendFrame(RtpStream stream, long frame, TimeSpan now)
    {
        int error = stream.Send(port, frame, _tick);
        PacketsSent += error == 0 ? 1 : 0;
        PacketsFailed += error == 0 ? 0 : 1;
        if (stream.Failures >= FailuresToGiveUp)
        {
            End(stream);
            listener.Broken(stream, error);
            return;
        }

        if (error == 0 && stream.StartCommand is long command)
        {
            stream.StartCommand = null;
            listener.Started(stream, command);
        }

        if (frame % RtcpReports.IntervalFrames == RtcpReports.IntervalFrames - 1)
        {
            stream.Reports.Send(port, WallClock, stream.TimestampAt(_tick), stream.PacketsSent, goodbye: false);
        }

        if (frame % FramesBetweenDrains == FramesBetweenDrains - 1)
        {
            stream.Input.Drain(port, _scratch, options.Latch, now);
            if (stream.Input.HasTimedOut(now, options.RtpTimeout))
            {
                listener.TimedOut(stream);
            }
        }
    }

    // Commands that still wait for news of this run hear that it is over
    private void End(RtpStream stream)
    {
        if (stream.Place < 0)
        {
            return;
        }

        List<RtpStream> streams = _phases[stream.Phase];
        streams[stream.Place] = streams[^1];
        streams[stream.Place].Place = stream.Place;
        streams.RemoveAt(streams.Count - 1);
        stream.Place = -1;
        Volatile.Write(ref _playing, _playing - 1);
        if (stream.StartCommand is long start)
        {
            stream.StartCommand = null;
            listener.Ended(stream, start);
        }

        if (stream.StopCommand is long stop)
        {
            stream.StopCommand = null;
            listener.Ended(stream, stop);
        }
    }

    private DateTimeOffset WallClock => wallClockAtZero + PlayoutSchedule.TimeOf(_tick);
}
