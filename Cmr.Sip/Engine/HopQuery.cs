using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Engine;

/// <summary>A name to be looked up by RFC 3263 §4, and what the URI said about it.</summary>
/// <param name="Host">Name, in lower case.</param>
/// <param name="Port">Port written in the URI; with one, there are only addresses to find.</param>
/// <param name="Transport">Transport asked for; <see langword="null"/>: the name's records say it.</param>
/// <param name="IsSecure">A <c>sips</c> URI: TLS or nothing.</param>
internal sealed record HopQuery(string Host, int? Port, SipTransport? Transport, bool IsSecure);
