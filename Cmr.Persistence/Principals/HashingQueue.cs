namespace Cmr.Persistence.Principals;

/// <summary>
/// Lets in as many slow hashes at once as there are slots. The others wait, known addresses before strangers; how many may wait,
/// and how many of one address, is bounded: what is too much is turned away at once instead of piling up.
/// </summary>
/// <param name="slots">Hashes at once.</param>
/// <param name="waiting">Most that wait in each of the two queues.</param>
/// <param name="ofPeer">Most of one address, waiting or let in.</param>
internal sealed class HashingQueue(int slots, int waiting, int ofPeer)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _known = [];
    private readonly LinkedList<TaskCompletionSource> _strangers = [];
    private readonly Dictionary<string, int> _peers = new(StringComparer.Ordinal);
    private int _free = slots;

    /// <summary>Whether the next one must wait.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
                return _free == 0;
        }
    }

    /// <summary>Waits for a slot; who was let in must <see cref="Leave"/>.</summary>
    /// <param name="peer">Address of the client.</param>
    /// <param name="known">Whether the principal has logged in from there before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> when too many wait already.</returns>
    public async ValueTask<bool> TryEnterAsync(string peer, bool known, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> turn;
        lock (_gate)
        {
            int present = _peers.GetValueOrDefault(peer);
            LinkedList<TaskCompletionSource> queue = known ? _known : _strangers;
            if (present >= ofPeer || (_free == 0 && queue.Count >= waiting))
                return false;
            _peers[peer] = present + 1;
            if (_free > 0)
            {
                _free--;
                return true;
            }
            turn = queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        try
        {
            await turn.Value.Task.WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            GiveUp(turn, peer);
            throw;
        }
    }

    /// <summary>Frees the slot for the next one.</summary>
    /// <param name="peer">The address it was taken for.</param>
    public void Leave(string peer)
    {
        lock (_gate)
        {
            Forget(peer);
            LinkedList<TaskCompletionSource> queue = _known.Count > 0 ? _known : _strangers;
            if (queue.First is not { } next)
            {
                _free++;
                return;
            }
            queue.RemoveFirst();
            next.Value.SetResult();
        }
    }

    // Whose turn came in the same moment passes it on
    private void GiveUp(LinkedListNode<TaskCompletionSource> turn, string peer)
    {
        lock (_gate)
        {
            if (turn.List is { } queue)
            {
                queue.Remove(turn);
                Forget(peer);
                return;
            }
        }
        Leave(peer);
    }

    private void Forget(string peer)
    {
        if (--_peers[peer] == 0)
            _peers.Remove(peer);
    }
}
