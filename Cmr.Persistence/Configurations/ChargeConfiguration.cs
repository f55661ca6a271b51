using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cmr.Persistence.Configurations;

/// <summary>Maps <see cref="ChargeRow"/> to its table.</summary>
internal sealed class ChargeConfiguration : IEntityTypeConfiguration<ChargeRow>
{
    public void Configure(EntityTypeBuilder<ChargeRow> builder)
    {
        builder.ToTable("charges");
        builder.HasKey(row => row.ChargeId);
        builder.Property(row => row.ChargeId).HasColumnName("charge_id").HasColumnType("bigint").ValueGeneratedOnAdd();
        builder.Property(row => row.ChargedAt).HasColumnName("charged_at").HasColumnType("timestamp with time zone");
        builder.Property(row => row.Event).HasColumnName("event").HasColumnType("smallint").HasConversion<short>();
        builder.Property(row => row.PrincipalId).HasColumnName("principal_id").HasColumnType("text");
        builder.Property(row => row.ChargedPartyId).HasColumnName("charged_party_id").HasColumnType("text");
        builder.Property(row => row.SubscriberId).HasColumnName("subscriber_id").HasColumnType("text");
        builder.Property(row => row.ResourceId).HasColumnName("resource_id").HasColumnType("text");
        builder.Property(row => row.ProviderId).HasColumnName("provider_id").HasColumnType("text");
        builder.Property(row => row.Amount).HasColumnName("amount").HasColumnType("numeric");
        builder.Property(row => row.Currency).HasColumnName("currency").HasColumnType("text");
        builder.Property(row => row.TariffRuleId).HasColumnName("tariff_rule_id").HasColumnType("text");
        builder.Property(row => row.TransactionId).HasColumnName("transaction_id").HasColumnType("text");
    }
}
