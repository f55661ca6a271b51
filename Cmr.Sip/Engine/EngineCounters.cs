using Cmr.Sip.Overload;

namespace Cmr.Sip.Engine;

/// <summary>What happened in one engine. Written by its thread only; readers may see values a moment old.</summary>
internal sealed class EngineCounters
{
    public long CallsStarted { get; set; }

    public long CallsAnswered { get; set; }

    public long CallsPresented { get; set; }

    public long CallsRefused { get; set; }

    public long RequestsRefused { get; set; }

    /// <summary>Messages that fit no transaction or dialog.</summary>
    public DropCounters Dropped { get; } = new();

    /// <summary>Calls not yet settled; those that only wait for late messages do not count.</summary>
    public int CallsActive { get; set; }
}
