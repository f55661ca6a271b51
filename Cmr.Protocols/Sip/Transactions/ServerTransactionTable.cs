using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Finds the server transaction of a request: by branch, or by the older rule for clients of RFC 2543 (RFC 3261 §17.2.3).</summary>
internal sealed class ServerTransactionTable
{
    private readonly Dictionary<ServerTransactionKey, ServerTransaction> _byBranch = [];
    private readonly Dictionary<LegacyTransactionKey, ServerTransaction> _legacy = [];
    private readonly Dictionary<MergedRequestKey, ServerTransaction> _mergeable = [];
    private readonly Dictionary<ServerTransaction, LegacyTransactionKey> _legacyKeys = [];

    internal int Count { get; private set; }

    /// <summary>The transaction that this request repeats, or that this ACK belongs to.</summary>
    internal ServerTransaction? Find(SipRequest request) =>
        Find(request, request.Method == SipMethod.Ack ? SipMethod.Invite : request.Method);

    /// <summary>The INVITE that this CANCEL is for.</summary>
    internal ServerTransaction? FindCancelled(SipRequest cancel) => Find(cancel, SipMethod.Invite);

    /// <summary>The same request is already here under another branch.</summary>
    internal bool IsMerged(SipRequest request) => MergedRequestKey.Of(request) is { } key && _mergeable.ContainsKey(key);

    /// <summary>Adds a transaction.</summary>
    /// <param name="original">The request as it came, by which repetitions are found; nothing holds on to it afterwards.</param>
    /// <param name="transaction">Its transaction.</param>
    internal void Add(SipRequest original, ServerTransaction transaction)
    {
        Count++;
        if (original.TopVia.HasUniqueBranch)
        {
            ServerTransactionKey key = ServerTransactionKey.Of(original, original.Method);
            transaction.Key = original == transaction.Request ? key : key.Detach();
            _byBranch.Add(transaction.Key, transaction);
        }
        else
        {
            LegacyTransactionKey key = LegacyTransactionKey.Of(original, original.Method);
            _legacyKeys.Add(transaction, key);
            _legacy[key] = transaction;
        }

        if (MergedRequestKey.Of(transaction.Request) is { } merged)
        {
            _mergeable.TryAdd(merged, transaction);
        }
    }

    internal void Remove(ServerTransaction transaction)
    {
        bool legacy = _legacyKeys.Remove(transaction, out LegacyTransactionKey key);
        bool known = legacy || _byBranch.Remove(transaction.Key);
        if (!known)
        {
            return;
        }

        Count--;
        if (legacy && _legacy.TryGetValue(key, out ServerTransaction? found) && found == transaction)
        {
            _legacy.Remove(key);
        }

        if (MergedRequestKey.Of(transaction.Request) is { } merged && _mergeable.TryGetValue(merged, out ServerTransaction? first) && first == transaction)
        {
            _mergeable.Remove(merged);
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
