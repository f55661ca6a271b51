using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Overload;

/// <summary>Holds every source to its share, before its messages are read and again before they open something new. Any thread.</summary>
internal sealed class SourceGuard
{
    private const int TrustedCapacity = 16_384;
    private readonly SourceLimitOptions _options;
    private readonly PeerTrust _trust;
    private readonly TimeProvider _time;
    private readonly ILogger<SourceGuard> _logger;
    private readonly LogBudget _logBudget;
    private readonly SourceTable _messages;
    private readonly SourceTable _newRequests;
    private readonly SourceTable _trustedMessages;
    private readonly SourceTable _trustedNewRequests;
    private readonly long _startedAt;

    public SourceGuard(SourceLimitOptions options, PeerTrust trust, ReadOnlySpan<byte> key, TimeProvider time, ILogger<SourceGuard> logger)
    {
        _options = options;
        _trust = trust;
        _time = time;
        _logger = logger;
        _logBudget = new LogBudget(time, perSecond: 1);
        _messages = new SourceTable(options.MessagesPerSecond, options.Burst, options.Capacity, key);
        _newRequests = new SourceTable(options.NewRequestsPerSecond, options.Burst, options.Capacity, key);
        _trustedMessages = new SourceTable(options.TrustedMessagesPerSecond, options.Burst, TrustedCapacity, key);
        _trustedNewRequests = new SourceTable(options.TrustedNewRequestsPerSecond, options.Burst, TrustedCapacity, key);
        _startedAt = time.GetTimestamp();
    }

    /// <summary>A message came; whether it may be read.</summary>
    public bool MayTalk(in SipEndpoint source) =>
        (IsTrusted(source) ? _trustedMessages : _messages).TryTake(KeyOf(source.Address), 1, Now) || Note(source, DropReason.SourceRate);

    /// <summary>The message was malformed; whether the source may be answered.</summary>
    public bool MayBeTold(in SipEndpoint source) =>
        (IsTrusted(source) ? _trustedMessages : _messages).Charge(KeyOf(source.Address), _options.MalformedCost - 1, Now);

    /// <summary>The message would open something new; whether it may.</summary>
    public bool MayOpen(in SipEndpoint source) =>
        (IsTrusted(source) ? _trustedNewRequests : _newRequests).TryTake(KeyOf(source.Address), 1, Now) || Note(source, DropReason.SourceNewRequestRate);

    /// <summary>An IPv4 address, or the /64 of an IPv6 address, in which whoever has one has them all; never 0.</summary>
    internal static ulong KeyOf(IPAddress address)
    {
        const ulong IPv4 = 0xFFFF_FFFF_0000_0000; // multicast as an IPv6 prefix, so never a source
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        if (address.AddressFamily is AddressFamily.InterNetwork) return IPv4 | BinaryPrimitives.ReadUInt32BigEndian(octets);
        if (address.IsIPv4MappedToIPv6) return IPv4 | BinaryPrimitives.ReadUInt32BigEndian(octets[12..]);
        ulong network = BinaryPrimitives.ReadUInt64BigEndian(octets);
        return network == 0 ? 1 : network;
    }

    private TimeSpan Now => _time.GetElapsedTime(_startedAt) + TimeSpan.FromTicks(1);

    private bool IsTrusted(in SipEndpoint source) => _trust.Of(source) is not null;

    private bool Note(in SipEndpoint source, DropReason reason)
    {
        if (_logBudget.TryTake()) _logger.SourceOverItsLimit(source.Address, source.Transport, reason);
        return false;
    }
}
