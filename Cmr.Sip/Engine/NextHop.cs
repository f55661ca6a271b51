using System.Net;

namespace Cmr.Sip.Engine;

/// <summary>Where a request goes next.</summary>
internal abstract record NextHop
{
    private NextHop()
    {
    }

    /// <summary>To an address.</summary>
    public sealed record At(IPAddress Address, int Port) : NextHop;

    /// <summary>To a host whose address has to be looked up.</summary>
    public sealed record Named(string Host, int Port) : NextHop;

    /// <summary>To this node itself: it would only go round.</summary>
    public sealed record Loop : NextHop;

    /// <summary>Nowhere: no SIP URI says where, or none that UDP can reach.</summary>
    public sealed record None : NextHop;
}
