using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>What the router knows of one worker.</summary>
internal sealed class Worker(IWorkerLink link)
{
    private const int MaximumUndelivered = 10_000;

    private readonly Queue<MediaCommand> _undelivered = [];

    /// <summary>Gets the way to it.</summary>
    public IWorkerLink Link => link;

    /// <summary>Gets or sets its load as it last told, with the sessions opened since then counted in.</summary>
    public WorkerLoad Load { get; set; } = new(0, 1, Draining: true);

    /// <summary>Gets a value indicating whether new sessions may go to it. One that is full says so itself, and another is asked.</summary>
    public bool TakesSessions => link.IsConnected && !Load.Draining;

    /// <summary>Gets the part of its capacity in use.</summary>
    public double Share => (double)Load.Sessions / Math.Max(1, Load.Capacity);

    /// <summary>Keeps a stop or release for the next connection, so that a caller who has answered does not hear the tone on.</summary>
    public void KeepUndelivered(MediaCommand command)
    {
        _undelivered.Enqueue(command);
        if (_undelivered.Count > MaximumUndelivered)
        {
            _undelivered.Dequeue();
        }
    }

    /// <summary>Hands out what was kept.</summary>
    public IReadOnlyList<MediaCommand> TakeUndelivered()
    {
        MediaCommand[] commands = [.. _undelivered];
        _undelivered.Clear();
        return commands;
    }
}
