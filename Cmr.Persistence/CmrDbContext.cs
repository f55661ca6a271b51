using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence;

/// <summary>The tables as objects, for the management side. The call path does not use it.</summary>
/// <param name="options">Made by the context factory.</param>
public sealed class CmrDbContext(DbContextOptions<CmrDbContext> options) : DbContext(options)
{
    /// <summary>One who may use the management interfaces.</summary>
    public DbSet<PrincipalRow> Principals => Set<PrincipalRow>();

    /// <summary>A session of a principal; its key is stored hashed.</summary>
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    /// <summary>A CMR Subscriber.</summary>
    public DbSet<SubscriberRow> Subscribers => Set<SubscriberRow>();

    /// <summary>A resource in a Personal Resource Library.</summary>
    public DbSet<LibraryEntryRow> LibraryEntries => Set<LibraryEntryRow>();

    /// <summary>A group of parties (OMA TS Table 12).</summary>
    public DbSet<CallerGroupRow> CallerGroups => Set<CallerGroupRow>();

    /// <summary>A member of a group (OMA TS Table 14).</summary>
    public DbSet<GroupMemberRow> GroupMembers => Set<GroupMemberRow>();

    /// <summary>A presentation rule (OMA TS Table 17).</summary>
    public DbSet<PresentationRuleRow> PresentationRules => Set<PresentationRuleRow>();

    /// <summary>A default resource of a subscriber (OMA TS Table 16).</summary>
    public DbSet<DefaultResourceRow> DefaultResources => Set<DefaultResourceRow>();

    /// <summary>The compact document that the call path reads; rebuilt in the transaction of every change.</summary>
    public DbSet<RingingProfileRow> RingingProfiles => Set<RingingProfileRow>();

    /// <summary>A CMR Resource (OMA TS Table 9). Never removed: reports refer to it.</summary>
    public DbSet<ResourceRow> Resources => Set<ResourceRow>();

    /// <summary>A resource in a CMR Resource Box.</summary>
    public DbSet<BoxEntryRow> BoxEntries => Set<BoxEntryRow>();

    /// <summary>A list of the catalogue (OMA TS Table 3).</summary>
    public DbSet<ResourceListRow> ResourceLists => Set<ResourceListRow>();

    /// <summary>A resource or box in a list of the catalogue.</summary>
    public DbSet<ResourceListEntryRow> ResourceListEntries => Set<ResourceListEntryRow>();

    /// <summary>Something a subscriber is told.</summary>
    public DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    /// <summary>A withdrawn resource whose subscribers are still being told.</summary>
    public DbSet<PendingWithdrawalRow> PendingWithdrawals => Set<PendingWithdrawalRow>();

    /// <summary>A rule of the operator's tariff.</summary>
    public DbSet<TariffRuleRow> TariffRules => Set<TariffRuleRow>();

    /// <summary>One chargeable event and its price.</summary>
    public DbSet<ChargeRow> Charges => Set<ChargeRow>();

    /// <summary>A resource rendered to one payload format.</summary>
    public DbSet<RenditionRow> Renditions => Set<RenditionRow>();

    /// <summary>Content, addressed by its hash. Its octets are in content_chunks.</summary>
    public DbSet<ContentBlobRow> ContentBlobs => Set<ContentBlobRow>();

    /// <summary>A piece of content.</summary>
    public DbSet<ContentChunkRow> ContentChunks => Set<ContentChunkRow>();

    /// <summary>An upload that was bound; its identifier is good once.</summary>
    public DbSet<UploadRow> Uploads => Set<UploadRow>();

    /// <summary>A resource of the system default.</summary>
    public DbSet<SystemDefaultRow> SystemDefaults => Set<SystemDefaultRow>();

    /// <summary>The first answer to a TransactionId, kept for 24 hours.</summary>
    public DbSet<TransactionRow> Transactions => Set<TransactionRow>();

    /// <summary>A management activity: who asked for which change, when, and what came of it.</summary>
    public DbSet<ChangeLogRow> ChangeLog => Set<ChangeLogRow>();

    /// <summary>One call.</summary>
    public DbSet<CallRecordRow> CallRecords => Set<CallRecordRow>();

    /// <summary>A nonce of a password digest that must not come twice.</summary>
    public DbSet<UsedNonceRow> UsedNonces => Set<UsedNonceRow>();

    /// <summary>A TLS client certificate that stands for a principal.</summary>
    public DbSet<PrincipalCertificateRow> PrincipalCertificates => Set<PrincipalCertificateRow>();

    /// <summary>Failed attempts to log in.</summary>
    public DbSet<LoginFailureRow> LoginFailures => Set<LoginFailureRow>();

    /// <summary>An address from which a principal has logged in.</summary>
    public DbSet<KnownPeerRow> KnownPeers => Set<KnownPeerRow>();

    /// <summary>A setting that the operator changed from its default.</summary>
    public DbSet<SystemSettingRow> SystemSettings => Set<SystemSettingRow>();

    /// <summary>One management request with what came of it.</summary>
    public DbSet<AuditRow> AuditLog => Set<AuditRow>();

    /// <summary>A filter rule of a subscriber.</summary>
    public DbSet<FilterRuleRow> FilterRules => Set<FilterRuleRow>();

    /// <summary>Presentation control and privacy settings of a subscriber.</summary>
    public DbSet<PresentationControlRow> PresentationControls => Set<PresentationControlRow>();

    /// <summary>A presentation going on, or over only a short while ago.</summary>
    public DbSet<PresentationRow> Presentations => Set<PresentationRow>();

    /// <summary>A CMR service that an application started.</summary>
    public DbSet<ApplicationServiceRow> ApplicationServices => Set<ApplicationServiceRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CmrDbContext).Assembly);
}
