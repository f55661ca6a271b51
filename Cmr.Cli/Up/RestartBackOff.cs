namespace Cmr.Cli.Up;

/// <summary>How long to wait before a process that ended is started again: at once-ish first, then longer, up to half a minute.</summary>
internal sealed class RestartBackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GoodRun = TimeSpan.FromMinutes(1);
    private TimeSpan _next = First;

    /// <param name="ranFor">How long the process ran; a good run forgets what was before.</param>
    public TimeSpan Next(TimeSpan ranFor)
    {
        if (ranFor >= GoodRun) _next = First;
        TimeSpan wait = _next;
        _next = wait * 2 < Longest ? wait * 2 : Longest;
        return wait;
    }
}
