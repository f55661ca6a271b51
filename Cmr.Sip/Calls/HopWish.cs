using Cmr.Protocols.Sip.Uris;

namespace Cmr.Sip.Calls;

/// <summary>Where a request is to go.</summary>
/// <param name="Uri">First Route, else the Request-URI.</param>
/// <param name="IsNewCall">It is the Request-URI of a new call: an outbound proxy, where there is one, takes precedence.</param>
internal readonly record struct HopWish(AnyUri Uri, bool IsNewCall);
