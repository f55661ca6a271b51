namespace Cmr.Domain.Parties;

/// <summary>
/// The identity of a calling or called party after normalisation, so that two spellings of one party are equal:
/// E.164 with a plus for every telephone number (MSISDN, tel URI, SIP URI with a telephone number as user),
/// <c>user@host</c> with the host in lower case for other SIP URIs (RFC 3261 §19.1.4: the user part is case-sensitive).
/// </summary>
public readonly record struct PartyIdentity
{
    /// <summary>Longest identity accepted, in characters.</summary>
    public const int MaximumLength = 256;

    private readonly string? _value;

    private PartyIdentity(string value) => _value = value;

    /// <summary>The normalised text: <c>+4915112345678</c>, <c>1001</c>, or <c>alice@example.com</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Wraps text that was normalised before, such as a stored key.</summary>
    /// <param name="normalized">Text that <see cref="TryParse"/> once produced.</param>
    public static PartyIdentity FromNormalized(string normalized) => new(normalized);

    /// <summary>Reads a tel URI (RFC 3966), a SIP or SIPS URI (RFC 3261 §19.1), an MSISDN, a dialled number or <c>user@host</c>.</summary>
    /// <param name="text">At most <see cref="MaximumLength"/> characters.</param>
    /// <param name="plan">The numbering plan of the home network.</param>
    /// <param name="identity">The normalised identity, or the default value.</param>
    /// <returns><see langword="false"/> when the text is empty, too long, holds white space or control characters inside, or is no identity.</returns>
    public static bool TryParse(string? text, NumberingPlan plan, out PartyIdentity identity)
    {
        identity = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaximumLength)
            return false;
        string? value = PartyText.Normalize(text.Trim(), plan);
        if (value is null)
            return false;
        identity = new(value);
        return true;
    }

    /// <summary>The identity with its middle hidden, as logs and metrics may show it.</summary>
    /// <returns>For example <c>+49151…678</c>.</returns>
    public string Shortened() => Value.Length <= 6 ? $"{Value.AsSpan(0, Math.Min(2, Value.Length))}…" : $"{Value.AsSpan(0, Value.Length / 2 - 1)}…{Value.AsSpan(Value.Length - 2)}";

    /// <summary>The normalised text.</summary>
    public override string ToString() => Value;
}
