using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Engine;

/// <summary>The transactions that carry requests of one call: one or two at a time, none for most of its life, so a list is shorter and faster than a table.</summary>
internal sealed class OpenRequests
{
    private readonly List<(RequestNumber Number, ClientTransaction Transaction)> _open = [];

    /// <summary>All of them.</summary>
    public IEnumerable<ClientTransaction> Transactions => _open.Select(open => open.Transaction);

    /// <summary>The transaction of a request; <see langword="null"/> when there is none.</summary>
    public ClientTransaction? Find(RequestNumber number)
    {
        int at = IndexOf(number);
        return at < 0 ? null : _open[at].Transaction;
    }

    /// <summary>A request is carried by this transaction from now on.</summary>
    public void Set(RequestNumber number, ClientTransaction transaction)
    {
        int at = IndexOf(number);
        if (at < 0) _open.Add((number, transaction));
        else _open[at] = (number, transaction);
    }

    public void Remove(RequestNumber number)
    {
        int at = IndexOf(number);
        if (at >= 0) _open.RemoveAt(at);
        if (_open.Count == 0) _open.TrimExcess();
    }

    private int IndexOf(RequestNumber number) => _open.FindIndex(open => open.Number == number);
}
