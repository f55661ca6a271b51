using Cmr.Persistence.Model;
using Cmr.Persistence.Notifications;
using Cmr.Persistence.Profiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cmr.Persistence.Changes;

/// <summary>
/// One management request in one database transaction: the change, the rebuilt profiles, the change log, the kept answer
/// and the notifications become visible together or not at all. Changes of one subscriber are serialised by its row lock.
/// </summary>
public sealed class ManagementTransaction : IAsyncDisposable
{
    private const string BeforeChange = "before_change";

    private static readonly TimeSpan RepetitionWindow = TimeSpan.FromHours(24);

    private readonly IDbContextTransaction _transaction;
    private readonly ProfileRebuilder _rebuilder;
    private readonly HashSet<string> _subscribers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _principals = new(StringComparer.Ordinal);
    private readonly List<Action> _afterCommit = [];
    private bool _systemDefault;

    internal ManagementTransaction(CmrDbContext context, IDbContextTransaction transaction, ProfileRebuilder rebuilder, DateTimeOffset now)
    {
        Database = context;
        _transaction = transaction;
        _rebuilder = rebuilder;
        Now = now;
    }

    /// <summary>The tables.</summary>
    public CmrDbContext Database { get; }

    /// <summary>The moment of the request.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Takes a subscriber for changing; its profile is rebuilt when the transaction is accepted.</summary>
    /// <param name="subscriberId">Normalised identity.</param>
    /// <param name="cancellationToken">Ends the wait for another change of this subscriber.</param>
    /// <returns><see langword="null"/> when there is no such subscriber.</returns>
    public async Task<SubscriberRow?> LockSubscriberAsync(string subscriberId, CancellationToken cancellationToken)
    {
        SubscriberRow? row = await Database.Subscribers
            // Not FOR UPDATE: two subscribers who copy from each other must be able to leave each other a notification
            .FromSql($"SELECT * FROM subscribers WHERE subscriber_id = {subscriberId} FOR NO KEY UPDATE")
            .SingleOrDefaultAsync(cancellationToken);
        if (row is not null)
            SubscriberChanged(subscriberId);
        return row;
    }

    /// <summary>Takes a resource for changing; the call path is told when the transaction is accepted.</summary>
    /// <param name="resourceId">The resource.</param>
    /// <param name="cancellationToken">Ends the wait for another change of this resource.</param>
    /// <returns><see langword="null"/> when there never was such a resource.</returns>
    public async Task<ResourceRow?> LockResourceAsync(string resourceId, CancellationToken cancellationToken)
    {
        ResourceRow? row = await Database.Resources
            .FromSql($"SELECT * FROM resources WHERE resource_id = {resourceId} FOR UPDATE")
            .SingleOrDefaultAsync(cancellationToken);
        if (row is not null)
            ResourceChanged(resourceId);
        return row;
    }

    /// <summary>Marks a subscriber as made, changed or removed.</summary>
    /// <param name="subscriberId">Normalised identity.</param>
    public void SubscriberChanged(string subscriberId) => _subscribers.Add(subscriberId);

    /// <summary>Marks a resource as made, changed or withdrawn.</summary>
    /// <param name="resourceId">The resource.</param>
    public void ResourceChanged(string resourceId) => _resources.Add(resourceId);

    /// <summary>Marks the system default as changed.</summary>
    public void SystemDefaultChanged() => _systemDefault = true;

    /// <summary>Marks a setting as changed.</summary>
    public void SettingsChanged() => _systemDefault = true;

    /// <summary>Marks the credentials or the state of a principal as changed; every node forgets what it remembers of them.</summary>
    /// <param name="principalId">Whose.</param>
    public void PrincipalChanged(string principalId) => _principals.Add(principalId);

    /// <summary>Adds what this process does once the change is lasting, without waiting for its notification.</summary>
    /// <param name="action">Must not throw.</param>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Tells whether the request came before; of two at once the second waits for the first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Repetition> EnterAsync(RequestIdentity request, CancellationToken cancellationToken)
    {
        if (request.TransactionId is { } transactionId)
        {
            DateTimeOffset oldest = Now - RepetitionWindow;
            int mine = await Database.Database.ExecuteSqlAsync($"""
                INSERT INTO transactions AS t (principal_id, transaction_id, operation, content_hash, created_at)
                VALUES ({request.PrincipalId}, {transactionId}, {request.Operation}, {request.ContentHash}, {Now})
                ON CONFLICT (principal_id, transaction_id) DO UPDATE
                SET operation = EXCLUDED.operation, content_hash = EXCLUDED.content_hash, answer = NULL, created_at = EXCLUDED.created_at
                WHERE t.created_at < {oldest}
                """, cancellationToken);
            if (mine == 0)
            {
                TransactionRow first = await Database.Transactions.AsNoTracking()
                    .SingleAsync(row => row.PrincipalId == request.PrincipalId && row.TransactionId == transactionId, cancellationToken);
                bool same = first.Operation == request.Operation && first.ContentHash.AsSpan().SequenceEqual(request.ContentHash) && first.Answer is not null;
                return same ? new Repetition.Same(first.Answer!) : new Repetition.Different(); // not null: part of "same"
            }
        }
        await _transaction.CreateSavepointAsync(BeforeChange, cancellationToken);
        return new Repetition.First();
    }

    /// <summary>Writes the change so far, so that what follows in this transaction sees it.</summary>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns><see langword="false"/> when something to be made exists already; the transaction must then be refused.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (StorageFailure.IsUniqueViolation(e))
        {
            return false;
        }
    }

    /// <summary>Makes the change, its record and its answer lasting, and tells the call path.</summary>
    /// <param name="entry">What the change log keeps.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task AcceptAsync(ChangeEntry entry, CancellationToken cancellationToken)
    {
        await Database.SaveChangesAsync(cancellationToken);
        foreach (string subscriberId in _subscribers.Order(StringComparer.Ordinal))
        {
            await _rebuilder.RebuildAsync(subscriberId, Now, cancellationToken);
            await NotifyAsync(ChangeChannels.Profile, subscriberId, cancellationToken);
        }
        foreach (string resourceId in _resources)
            await NotifyAsync(ChangeChannels.Resource, resourceId, cancellationToken);
        if (_systemDefault)
            await NotifyAsync(ChangeChannels.System, "", cancellationToken);
        foreach (string principalId in _principals)
            await NotifyAsync(ChangeChannels.Principal, principalId, cancellationToken);
        await RecordAndCommitAsync(entry, cancellationToken);
        _afterCommit.ForEach(action => action());
    }

    /// <summary>Undoes the change, and makes only its record and its answer lasting.</summary>
    /// <param name="entry">What the change log keeps.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task RefuseAsync(ChangeEntry entry, CancellationToken cancellationToken)
    {
        await _transaction.RollbackToSavepointAsync(BeforeChange, cancellationToken);
        Database.ChangeTracker.Clear();
        await RecordAndCommitAsync(entry, cancellationToken);
    }

    /// <summary>Undoes everything that was neither accepted nor refused.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task RecordAndCommitAsync(ChangeEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Identity.TransactionId is { } transactionId)
        {
            await Database.Transactions
                .Where(row => row.PrincipalId == entry.Identity.PrincipalId && row.TransactionId == transactionId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Answer, entry.Answer), cancellationToken);
        }
        Database.ChangeLog.Add(new ChangeLogRow
        {
            ChangedAt = Now,
            PrincipalId = entry.Identity.PrincipalId,
            SubscriberId = entry.SubscriberId,
            Operation = entry.Identity.Operation,
            TransactionId = entry.Identity.TransactionId,
            StatusCode = entry.StatusCode,
            Request = entry.Request,
            ResourceIds = [.. entry.ResourceIds],
        });
        await Database.SaveChangesAsync(cancellationToken);
        await _transaction.CommitAsync(cancellationToken);
    }

    private Task<int> NotifyAsync(string channel, string payload, CancellationToken cancellationToken) =>
        Database.Database.ExecuteSqlAsync($"SELECT pg_notify({channel}, {payload})", cancellationToken);
}
