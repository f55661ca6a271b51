using Cmr.Protocols.Sip.Uris;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What stands as sent-by in the Via of requests that go one way (RFC 3261 §18.1.1).</summary>
/// <param name="Transport">Transport of the request.</param>
/// <param name="IsIPv6">Address family of its destination.</param>
/// <param name="SentBy">Where responses are expected when the request's own connection is gone.</param>
public readonly record struct SentByName(SipTransport Transport, bool IsIPv6, HostPort SentBy)
{
    /// <summary>Which of our own addresses it names, as <see cref="SipEndpoint.Listener"/> has it.</summary>
    public byte Listener { get; init; }
}
