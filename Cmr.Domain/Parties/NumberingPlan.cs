namespace Cmr.Domain.Parties;

/// <summary>How the home network writes telephone numbers; needed to bring every spelling of a number to E.164.</summary>
public sealed record NumberingPlan
{
    /// <summary>Country code of the home network, digits only. Default <c>49</c>.</summary>
    public string HomeCountryCode { get; init; } = "49";

    /// <summary>Digits dialled before a country code. Default <c>00</c>.</summary>
    public string InternationalPrefix { get; init; } = "00";

    /// <summary>
    /// Digits dialled before a national number; empty where the country has none. Default <c>0</c>.
    /// When empty, a number without any prefix that does not begin with the home country code is national.
    /// </summary>
    public string NationalPrefix { get; init; } = "0";

    /// <summary>Shortest sequence of digits without a prefix that is read as an MSISDN (3GPP TS 23.003 §3.3); shorter ones stay local. Default 7.</summary>
    public int MinimumMsisdnLength { get; init; } = 7;

    /// <summary>Brings a number without visual separators to E.164 with a leading plus, or leaves a short local number as it is.</summary>
    /// <param name="dialled">An optional plus and digits, or digits only.</param>
    /// <returns>The normalised number; <see langword="null"/> when it is longer than the 15 digits of E.164.</returns>
    internal string? Normalize(string dialled)
    {
        string number = Expand(dialled);
        int digits = number.StartsWith('+') ? number.Length - 1 : number.Length;
        return digits is > 0 and <= 15 ? number : null;
    }

    /// <summary>Same as <see cref="Normalize"/> for the beginning of a number, however short.</summary>
    internal string NormalizePrefix(string dialled) =>
        WithPrefixResolved(dialled) ?? (NationalPrefix.Length == 0 && !dialled.StartsWith(HomeCountryCode, StringComparison.Ordinal)
            ? $"+{HomeCountryCode}{dialled}"
            : $"+{dialled}");

    private string Expand(string dialled)
    {
        if (WithPrefixResolved(dialled) is { } resolved)
            return resolved;
        if (dialled.Length < MinimumMsisdnLength)
            return dialled;
        bool national = NationalPrefix.Length == 0 && !dialled.StartsWith(HomeCountryCode, StringComparison.Ordinal);
        return national ? $"+{HomeCountryCode}{dialled}" : $"+{dialled}";
    }

    private string? WithPrefixResolved(string dialled)
    {
        if (dialled.StartsWith('+'))
            return dialled;
        if (InternationalPrefix.Length > 0 && dialled.StartsWith(InternationalPrefix, StringComparison.Ordinal))
            return $"+{dialled[InternationalPrefix.Length..]}";
        if (NationalPrefix.Length > 0 && dialled.StartsWith(NationalPrefix, StringComparison.Ordinal))
            return $"+{HomeCountryCode}{dialled[NationalPrefix.Length..]}";
        return null;
    }
}
