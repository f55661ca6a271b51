using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Engine;

/// <summary>Where a request goes next.</summary>
internal abstract record NextHop
{
    private NextHop()
    {
    }

    /// <summary>To an address.</summary>
    public sealed record At(SipEndpoint Target) : NextHop;

    /// <summary>To a host that has to be looked up.</summary>
    public sealed record Named(HopQuery Query) : NextHop;

    /// <summary>To the first of several that works.</summary>
    public sealed record Listed(IReadOnlyList<NextHop> Hops) : NextHop;

    /// <summary>To this node itself: it would only go round.</summary>
    public sealed record Loop : NextHop;

    /// <summary>Nowhere: no SIP URI says where, or none that we have a transport for.</summary>
    public sealed record None : NextHop;
}
