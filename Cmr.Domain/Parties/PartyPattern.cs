using System.Buffers;

namespace Cmr.Domain.Parties;

/// <summary>A member of a group: one party, or with a trailing <c>*</c> every party whose normalised identity begins so.</summary>
public readonly record struct PartyPattern
{
    private static readonly SearchValues<char> NeverInside = SearchValues.Create("*<>\"\t\r\n");

    private readonly string? _value;

    private PartyPattern(string value) => _value = value;

    /// <summary>The normalised pattern, such as <c>+4915112345678</c> or <c>+49151*</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether the pattern stands for all identities with a common beginning.</summary>
    public bool IsPrefix => Value.EndsWith('*');

    /// <summary>Wraps text that was normalised before, such as a stored key.</summary>
    /// <param name="normalized">Text that <see cref="TryParse"/> once produced.</param>
    public static PartyPattern FromNormalized(string normalized) => new(normalized);

    /// <summary>Reads a member identifier (OMA TS Table 14).</summary>
    /// <param name="text">What <see cref="PartyIdentity.TryParse"/> takes, or the beginning of it followed by <c>*</c>; <c>*</c> alone is every known party.</param>
    /// <param name="plan">The numbering plan of the home network.</param>
    /// <param name="pattern">The normalised pattern, or the default value.</param>
    /// <returns><see langword="false"/> when the text is no identity and no prefix of one.</returns>
    public static bool TryParse(string? text, NumberingPlan plan, out PartyPattern pattern)
    {
        pattern = default;
        string trimmed = text?.Trim() ?? "";
        if (!trimmed.EndsWith('*'))
        {
            bool parsed = PartyIdentity.TryParse(trimmed, plan, out PartyIdentity identity);
            pattern = parsed ? new(identity.Value) : default;
            return parsed;
        }
        string beginning = trimmed[..^1];
        if (beginning.Length >= PartyIdentity.MaximumLength || beginning.AsSpan().ContainsAny(NeverInside))
            return false;
        _ = PartyText.StripScheme(ref beginning, "tel:") || PartyText.StripScheme(ref beginning, "sip:") || PartyText.StripScheme(ref beginning, "sips:");
        string prefix = PartyText.TryNumber(beginning) is { } digits ? plan.NormalizePrefix(digits) : beginning;
        pattern = new($"{prefix}*");
        return true;
    }

    /// <summary>Whether a party is meant by this pattern.</summary>
    /// <param name="party">A normalised identity.</param>
    public bool Matches(PartyIdentity party) => IsPrefix
        ? party.Value.StartsWith(Value.AsSpan(0, Value.Length - 1), StringComparison.Ordinal)
        : string.Equals(Value, party.Value, StringComparison.Ordinal);

    /// <summary>The normalised pattern.</summary>
    public override string ToString() => Value;
}
