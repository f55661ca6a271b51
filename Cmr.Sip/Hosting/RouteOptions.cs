using System.ComponentModel.DataAnnotations;
using Cmr.Sip.Engine;

namespace Cmr.Sip.Hosting;

/// <summary>Section <c>Sip:Routes:n</c>: a next hop written down. The first route that fits a request counts; without one, the outbound proxy and DNS do.</summary>
internal sealed class RouteOptions
{
    /// <summary>Host of the Request-URI or Route that it is for: <c>ims.example</c>, <c>*.ims.example</c> or <c>*</c>. It takes the place of DNS. Empty: any.</summary>
    public string Domain { get; init; } = "";

    /// <summary>How the called number or user of a new call begins, such as <c>+86138</c>; visual separators do not count. Empty: any.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Where to, in the order they are tried (RFC 3263 §4.3): <c>host:port</c> or SIP URIs such as <c>sip:10.0.0.1;transport=tcp</c>.</summary>
    [MinLength(1)]
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>It says for whom and where to.</summary>
    public bool IsComplete => (Domain.Length > 0 || Prefix.Length > 0) && Targets.Count > 0 && Targets.All(WrittenHop.IsValid);

    /// <summary>As the engine takes it. Call when complete.</summary>
    public StaticRoute Parse() => new(Domain.ToLowerInvariant(), Prefix, [.. Targets.Select(WrittenHop.Parse).OfType<Protocols.Sip.Uris.SipUri>()]);
}
