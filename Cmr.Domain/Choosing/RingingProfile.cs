using System.Collections.Immutable;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;

namespace Cmr.Domain.Choosing;

/// <summary>All that the call path needs to know of one subscriber: the compact document rebuilt with every change.</summary>
public sealed record RingingProfile
{
    /// <summary>The subscriber's normalised identity.</summary>
    public required string SubscriberId { get; init; }

    /// <summary>State of the service subscription.</summary>
    public SubscriberStatus Status { get; init; } = SubscriberStatus.Active;

    /// <summary>IANA name of the zone in which time and date criteria are read.</summary>
    public string TimeZone { get; init; } = SubscriberTimeZone.Default;

    /// <summary>The Personal Resource Library.</summary>
    public ImmutableArray<LibraryEntry> Library { get; init; } = [];

    /// <summary>The subscriber's groups.</summary>
    public ImmutableArray<CallerGroup> Groups { get; init; } = [];

    /// <summary>The rules, kept in order of precedence whatever the order they are set in.</summary>
    public ImmutableArray<PresentationRule> Rules { get; init => field = value.Sort(PresentationRule.ComparePrecedence); } = [];

    /// <summary>DefaultCMRResourceId1: presented after the presentation was stopped (OMA TS Table 16).</summary>
    public ImmutableArray<string> DefaultResourceIds1 { get; init; } = [];

    /// <summary>DefaultCMRResourceId2: presented when no rule matches (OMA TS Table 16).</summary>
    public ImmutableArray<string> DefaultResourceIds2 { get; init; } = [];

    /// <summary>Rules by which the subscriber keeps other parties' resources away from itself.</summary>
    public ImmutableArray<FilterRule> Filters { get; init; } = [];

    /// <summary>How the subscriber wants presentations handled.</summary>
    public PresentationSettings Settings { get; init; } = PresentationSettings.Default;

    /// <summary>Every resource that this profile may lead to, each once.</summary>
    public IReadOnlySet<string> ReferencedResourceIds() =>
        Rules.SelectMany(rule => rule.Entries()).SelectMany(entry => entry.ResourceIds)
            .Concat(DefaultResourceIds1).Concat(DefaultResourceIds2).ToHashSet(StringComparer.Ordinal);
}
