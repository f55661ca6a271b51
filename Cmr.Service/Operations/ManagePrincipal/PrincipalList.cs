using Cmr.Persistence;
using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Microsoft.EntityFrameworkCore;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;
using PrincipalStatus = Cmr.Persistence.Model.PrincipalStatus;

namespace Cmr.Service.Operations.ManagePrincipal;

/// <summary>Shows principals, without anything secret.</summary>
internal sealed class PrincipalList(PrincipalDirectory directory)
{
    /// <summary>A page of them, in the order of their identifiers.</summary>
    public async Task<(IReadOnlyList<Contracts.Soap.Principal> Principals, bool More)> PageAsync(
        PrincipalKind? kind, string? startAfter, int limit, CmrDbContext database, CancellationToken cancellationToken)
    {
        IQueryable<PrincipalRow> rows = database.Principals.AsNoTracking();
        if (kind is not null)
            rows = rows.Where(row => row.Kind == kind);
        if (startAfter is not null)
            rows = rows.Where(row => row.PrincipalId.CompareTo(startAfter) > 0);
        List<PrincipalRow> page = await rows.OrderBy(row => row.PrincipalId).Take(limit + 1).ToListAsync(cancellationToken);
        return (await ShowAsync([.. page.Take(limit)], database, cancellationToken), page.Count > limit);
    }

    /// <summary>These.</summary>
    public async Task<IReadOnlyList<Contracts.Soap.Principal>> ShowAsync(PrincipalRow[] rows, CmrDbContext database, CancellationToken cancellationToken)
    {
        string[] ids = [.. rows.Select(row => row.PrincipalId)];
        ILookup<string, string> certificates = (await database.PrincipalCertificates.AsNoTracking().Where(row => ids.Contains(row.PrincipalId)).OrderBy(row => row.Sha256).ToListAsync(cancellationToken))
            .ToLookup(row => row.PrincipalId, row => row.Sha256, StringComparer.Ordinal);
        IReadOnlyDictionary<string, DateTimeOffset> locked = await directory.LockedAsync(database, ids, cancellationToken);
        return [.. rows.Select(row => new Contracts.Soap.Principal
        {
            PrincipalId = row.PrincipalId,
            PrincipalKind = (Contracts.Soap.PrincipalKind)row.Kind,
            Status = row.Status is PrincipalStatus.Active ? Contracts.Soap.PrincipalStatus.Active : Contracts.Soap.PrincipalStatus.Suspended,
            DigestEnabled = row.DigestSecret is not null,
            CertificateSha256 = [.. certificates[row.PrincipalId]],
            LockedUntil = locked.TryGetValue(row.PrincipalId, out DateTimeOffset until) ? until : null,
            Since = row.CreatedAt,
        })];
    }
}
