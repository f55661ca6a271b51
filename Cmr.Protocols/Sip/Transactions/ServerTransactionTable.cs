using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Finds the server transaction of a request: by branch, or by the older rule for clients of RFC 2543 (RFC 3261 §17.2.3).</summary>
internal sealed class ServerTransactionTable
{
    private readonly Dictionary<ServerTransactionKey, ServerTransaction> _byBranch = [];
    private readonly Dictionary<LegacyTransactionKey, ServerTransaction> _legacy = [];
    private readonly Dictionary<MergedRequestKey, ServerTransaction> _mergeable = [];
    private readonly Dictionary<ServerTransaction, SipRequest> _originals = [];

    internal int Count => _originals.Count;

    /// <summary>The transaction that this request repeats, or that this ACK belongs to.</summary>
    internal ServerTransaction? Find(SipRequest request) =>
        Find(request, request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method);

    /// <summary>The INVITE that this CANCEL is for.</summary>
    internal ServerTransaction? FindCancelled(SipRequest cancel) => Find(cancel, SipMethod.Invite);

    /// <summary>The same request is already here under another branch.</summary>
    internal bool IsMerged(SipRequest request) => MergedRequestKey.Of(request) is { } key && _mergeable.ContainsKey(key);

    internal void Add(SipRequest original, ServerTransaction transaction)
    {
        _originals.Add(transaction, original);
        if (original.TopVia.HasUniqueBranch)
        {
            _byBranch.Add(ServerTransactionKey.Of(original, original.Method), transaction);
        }
        else
        {
            _legacy[LegacyTransactionKey.Of(original, original.Method)] = transaction;
        }

        if (MergedRequestKey.Of(original) is { } key)
        {
            _mergeable.TryAdd(key, transaction);
        }
    }

    internal void Remove(ServerTransaction transaction)
    {
        if (!_originals.Remove(transaction, out SipRequest? original))
        {
            return;
        }

        if (original.TopVia.HasUniqueBranch)
        {
            _byBranch.Remove(ServerTransactionKey.Of(original, original.Method));
        }
        else if (_legacy.TryGetValue(LegacyTransactionKey.Of(original, original.Method), out ServerTransaction? legacy) && legacy == transaction)
        {
            _legacy.Remove(LegacyTransactionKey.Of(original, original.Method));
        }

        if (MergedRequestKey.Of(original) is { } key && _mergeable.TryGetValue(key, out ServerTransaction? first) && first == transaction)
        {
            _mergeable.Remove(key);
        }
    }

    private ServerTransaction? Find(SipRequest request, SipMethod method)
    {
        if (request.TopVia.HasUniqueBranch)
        {
            return _byBranch.GetValueOrDefault(ServerTransactionKey.Of(request, method));
        }

        ServerTransaction? candidate = _legacy.GetValueOrDefault(LegacyTransactionKey.Of(request, method));
        bool acknowledges = request.Method == SipMethod.Ack;
        return candidate is null || (acknowledges ? candidate.LastResponse?.To.Tag : candidate.Request.To.Tag) != request.To.Tag ? null : candidate;
    }
}
