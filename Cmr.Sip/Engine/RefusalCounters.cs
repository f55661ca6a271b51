using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Engine;

/// <summary>Refusals by status. Written by one thread; readers may see values a moment old.</summary>
internal sealed class RefusalCounters
{
    // What an engine sends; few, as each becomes a series
    private static readonly int[] Known = [400, 401, 403, 404, 405, 416, 420, 422, 481, 482, 483, 501, 503];
    private readonly long[] _counts = new long[Known.Length + 1];

    /// <summary>Names of the statuses, the last one for all others.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. Known.Select(code => new SipStatus(code).ToString()), "other"];

    /// <summary>Refusals with the status at a place in <see cref="Statuses"/>.</summary>
    public long this[int index] => Volatile.Read(ref _counts[index]);

    /// <summary>Counts a response unless it refuses nothing: that to OPTIONS may be 200.</summary>
    public void Count(SipStatus status)
    {
        if (status.Code < 300) return;
        int index = Array.IndexOf(Known, status.Code);
        _counts[index < 0 ? Known.Length : index]++;
    }
}
