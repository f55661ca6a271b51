using System.Collections.Immutable;
using Cmr.Domain.Parties;

namespace Cmr.Domain.Subscribers;

/// <summary>A group of parties that a subscriber made (OMA TS Tables 10 to 15).</summary>
public sealed class CallerGroup
{
    private readonly HashSet<string> _parties = new(StringComparer.Ordinal);
    private readonly List<PartyPattern> _prefixes = [];

    /// <summary>Makes a group.</summary>
    /// <param name="groupId">Identifier within the subscriber.</param>
    /// <param name="members">Normalised patterns, as <see cref="PartyPattern.Value"/> gives them.</param>
    public CallerGroup(string groupId, ImmutableArray<string> members)
    {
        GroupId = groupId;
        Members = members.IsDefault ? [] : members;
        foreach (string member in Members)
        {
            PartyPattern pattern = PartyPattern.FromNormalized(member);
            if (pattern.IsPrefix)
                _prefixes.Add(pattern);
            else
                _parties.Add(member);
        }
    }

    /// <summary>Identifier within the subscriber.</summary>
    public string GroupId { get; }

    /// <summary>The members as normalised patterns.</summary>
    public ImmutableArray<string> Members { get; }

    /// <summary>Whether a party belongs to the group.</summary>
    /// <param name="party">The other party of the call; <see langword="null"/> when unknown, who belongs to no group.</param>
    public bool Contains(PartyIdentity? party)
    {
        if (party is not { } known || known.Value.Length == 0)
            return false;
        return _parties.Contains(known.Value) || _prefixes.Exists(prefix => prefix.Matches(known));
    }
}
