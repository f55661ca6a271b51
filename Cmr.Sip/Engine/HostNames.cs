using System.Net;

namespace Cmr.Sip.Engine;

/// <summary>Addresses of hosts that messages named, and what waits for those still unknown.</summary>
internal sealed class HostNames
{
    // Bounds what hostile Contacts can make us remember or ask for
    private const int MaxKnown = 1024;
    private const int MaxAsked = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, (IPAddress? Address, TimeSpan Until)> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Action<IPAddress?>>> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives an address now, if it is known, or later.</summary>
    /// <returns>True when the host has to be looked up.</returns>
    public bool Ask(string host, TimeSpan now, Action<IPAddress?> whenKnown)
    {
        if (_known.TryGetValue(host, out (IPAddress? Address, TimeSpan Until) known) && known.Until > now)
        {
            whenKnown(known.Address);
            return false;
        }

        if (_asked.TryGetValue(host, out List<Action<IPAddress?>>? waiting))
        {
            waiting.Add(whenKnown);
            return false;
        }

        if (_asked.Count >= MaxAsked)
        {
            whenKnown(null);
            return false;
        }

        _asked.Add(host, [whenKnown]);
        return true;
    }

    public void Learn(string host, IPAddress? address, TimeSpan now)
    {
        if (_known.Count >= MaxKnown) _known.Clear();
        _known[host] = (address, now + Lifetime);
        if (!_asked.Remove(host, out List<Action<IPAddress?>>? waiting)) return;
        foreach (Action<IPAddress?> whenKnown in waiting) whenKnown(address);
    }
}
