using System.Collections.Immutable;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Parties;
using Cmr.Domain.Rules;

namespace Cmr.Tests.Domain.Choosing;

/// <summary>Builds views for tests of the chooser. Every resource named is active, rendered and in the library unless said otherwise.</summary>
internal sealed class AView
{
    private static readonly ImmutableArray<RenderedTrack> Tracks = [new(TrackEncoding.Pcmu, new string('0', 64), 160, 1), new(TrackEncoding.Pcma, new string('1', 64), 160, 1)];

    private RingingProfile _profile = new() { SubscriberId = "+4915112345678" };
    private ImmutableArray<string> _systemDefault = [];
    private readonly Dictionary<string, RingingResource> _resources = new(StringComparer.Ordinal);

    public AView In(string timeZone) => With(_profile with { TimeZone = timeZone });

    public AView Group(string groupId, params string[] members) => With(_profile with { Groups = _profile.Groups.Add(new(groupId, [.. members])) });

    public AView Default1(params string[] resourceIds) => With(_profile with { DefaultResourceIds1 = [.. resourceIds] });

    public AView Default2(params string[] resourceIds) => With(_profile with { DefaultResourceIds2 = [.. resourceIds] });

    public AView SystemDefault(params string[] resourceIds)
    {
        _systemDefault = [.. resourceIds];
        return this;
    }

    public AView Rule(string ruleId, PresentationTypes types, int? priority = null, Func<PresentationRule, PresentationRule>? with = null)
    {
        PresentationRule rule = new() { RuleId = ruleId, Types = types, Priority = priority, Age = _profile.Rules.Length + 1 };
        return With(_profile with { Rules = _profile.Rules.Add(with?.Invoke(rule) ?? rule) });
    }

    public AView Profile(Func<RingingProfile, RingingProfile> change) => With(change(_profile));

    public AView Resource(RingingResource resource)
    {
        _resources[resource.ResourceId] = resource;
        return this;
    }

    public static RingingResource Rendered(string resourceId) => new() { ResourceId = resourceId, Tracks = Tracks };

    public RingingView Build(params string[] notInLibrary)
    {
        foreach (string resourceId in _profile.ReferencedResourceIds().Concat(_systemDefault))
            _resources.TryAdd(resourceId, Rendered(resourceId));
        RingingProfile profile = _profile.Library.IsEmpty
            ? _profile with { Library = [.. _profile.ReferencedResourceIds().Except(notInLibrary).Select(id => new Cmr.Domain.Subscribers.LibraryEntry(id, DateTimeOffset.UnixEpoch, null))] }
            : _profile;
        return new(profile, _systemDefault, _resources);
    }

    public static PartyIdentity Party(string value) => PartyIdentity.FromNormalized(value);

    private AView With(RingingProfile profile)
    {
        _profile = profile;
        return this;
    }
}
