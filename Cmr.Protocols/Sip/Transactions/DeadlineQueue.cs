namespace Cmr.Protocols.Sip.Transactions;

/// <summary>Transactions by their next deadline: a binary heap that knows where each of them is, so that none lingers after its end.</summary>
internal sealed class DeadlineQueue
{
    private readonly List<(TimeSpan At, SipTransaction Transaction)> _heap = [];

    /// <summary>Transactions in it.</summary>
    internal int Count => _heap.Count;

    /// <summary>The earliest deadline; <see langword="null"/> when there is none.</summary>
    internal TimeSpan? Next => _heap.Count == 0 ? null : _heap[0].At;

    /// <summary>The transaction with the earliest deadline.</summary>
    internal SipTransaction First => _heap[0].Transaction;

    /// <summary>Puts a transaction where its next deadline belongs, or takes it out when it has none.</summary>
    internal void Update(SipTransaction transaction)
    {
        int at = transaction.QueueIndex;
        if (transaction.NextDeadline is not { } deadline)
        {
            Remove(at);
            return;
        }

        if (at < 0)
        {
            at = _heap.Count;
            _heap.Add((deadline, transaction));
        }

        _heap[at] = (deadline, transaction);
        transaction.QueueIndex = at;
        SiftDown(SiftUp(at));
    }

    /// <summary>Takes a transaction out, if it is in.</summary>
    internal void Remove(SipTransaction transaction) => Remove(transaction.QueueIndex);

    private void Remove(int at)
    {
        if (at < 0)
        {
            return;
        }

        _heap[at].Transaction.QueueIndex = -1;
        (TimeSpan At, SipTransaction Transaction) last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (at < _heap.Count)
        {
            Place(at, last);
            SiftDown(SiftUp(at));
        }
    }

    private int SiftUp(int at)
    {
        while (at > 0 && _heap[at].At < _heap[(at - 1) / 2].At)
        {
            Swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }

        return at;
    }

    private void SiftDown(int at)
    {
        while (true)
        {
            int smallest = Smaller(Smaller(at, (2 * at) + 1), (2 * at) + 2);
            if (smallest == at)
            {
                return;
            }

            Swap(at, smallest);
            at = smallest;
        }
    }

    private int Smaller(int left, int right) => right < _heap.Count && _heap[right].At < _heap[left].At ? right : left;

    private void Swap(int left, int right)
    {
        (TimeSpan At, SipTransaction Transaction) kept = _heap[left];
        Place(left, _heap[right]);
        Place(right, kept);
    }

    private void Place(int at, (TimeSpan At, SipTransaction Transaction) entry)
    {
        _heap[at] = entry;
        entry.Transaction.QueueIndex = at;
    }
}
