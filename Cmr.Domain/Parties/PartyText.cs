using System.Buffers;

namespace Cmr.Domain.Parties;

/// <summary>Reads the spellings of a party: scheme, user, host and number.</summary>
internal static class PartyText
{
    private static readonly SearchValues<char> VisualSeparators = SearchValues.Create("-.() ");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
    private static readonly SearchValues<char> DelimitersOfAUser = SearchValues.Create("@:%");
    private static readonly SearchValues<char> NeverInside = SearchValues.Create("\"<>\\`{}|^*");

    /// <summary>Normalises a trimmed, non-empty text; <see langword="null"/> when it is no identity.</summary>
    public static string? Normalize(string text, NumberingPlan plan)
    {
        if (StripScheme(ref text, "tel:"))
            return NormalizeTel(text, plan);
        bool uri = StripScheme(ref text, "sip:") || StripScheme(ref text, "sips:");
        if (!uri && TryNumber(text) is { } dialled)
            return plan.Normalize(dialled);
        return NormalizeAddress(text, plan);
    }

    /// <summary>The digits, with a leading plus if there is one; <see langword="null"/> when there is anything but digits and visual separators.</summary>
    public static string? TryNumber(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[32];
        int length = 0;
        foreach (char c in text)
        {
            if (VisualSeparators.Contains(c) && length > 0)
                continue;
            if (c == '(')
                continue;
            bool plus = c == '+' && length == 0;
            if ((!plus && !char.IsAsciiDigit(c)) || length == digits.Length)
                return null;
            digits[length++] = c;
        }
        return length == 0 || (length == 1 && digits[0] == '+') ? null : new string(digits[..length]);
    }

    /// <summary>Removes a URI scheme, whatever its case.</summary>
    public static bool StripScheme(ref string text, string scheme)
    {
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        text = text[scheme.Length..];
        return true;
    }

    private static string? NormalizeTel(string text, NumberingPlan plan)
    {
        string[] parts = text.Split(';');
        if (TryNumber(parts[0]) is not { } number)
            return null;
        const string context = "phone-context=+";
        string? prefix = Array.Find(parts, p => p.StartsWith(context, StringComparison.OrdinalIgnoreCase));
        if (prefix is null || number.StartsWith('+'))
            return plan.Normalize(number);
        return TryNumber(prefix.AsSpan(context.Length - 1)) is { } global ? plan.Normalize(global + number) : null;
    }

    private static string? NormalizeAddress(string text, NumberingPlan plan)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string host = at < 0 ? text : text[(at + 1)..];
        host = CutAt(host, host.StartsWith('[') ? ";?" : ";?:");
        if (host.StartsWith('['))
            host = host[..(host.IndexOf(']', StringComparison.Ordinal) + 1)];
        if (host.Length == 0 || !IsClean(host) || host.Contains('@', StringComparison.Ordinal))
            return null;
        if (at < 0)
            return NormalizeHost(host, plan);
        return NormalizeUser(text[..at], host.ToLowerInvariant(), plan);
    }

    private static string? NormalizeUser(string userInfo, string host, NumberingPlan plan)
    {
        string user = Uri.UnescapeDataString(CutAt(userInfo, ":"));
        if (TryNumber(CutAt(user, ";")) is { } dialled && plan.Normalize(dialled) is { } number)
            return number;
        return user.Length > 0 && IsClean(user) && !user.AsSpan().ContainsAny(DelimitersOfAUser) ? $"{user}@{host}" : null;
    }

    // A host of digits and visual separators alone would read back as a dialled number.
    private static string? NormalizeHost(string host, NumberingPlan plan)
    {
        if (TryNumber(host) is { } number)
            return host.Contains('.', StringComparison.Ordinal) ? null : plan.Normalize(number);
        return IsName(host) ? host.ToLowerInvariant() : null;
    }

    private static string CutAt(string text, string stops)
    {
        int end = text.AsSpan().IndexOfAny(stops);
        return end < 0 ? text : text[..end];
    }

    private static bool IsName(string text) => char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool IsClean(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || NeverInside.Contains(c))
                return false;
        }
        return true;
    }
}
