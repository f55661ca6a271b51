using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Date, RFC 3261 §20.17: always GMT, as in <c>Sat, 13 Nov 2010 23:29:00 GMT</c>.</summary>
/// <param name="Time">The time.</param>
public readonly record struct DateHeader(DateTimeOffset Time)
{
    private const string Format = "ddd, dd MMM yyyy HH:mm:ss";
    private const int Length = 29;

    /// <summary>Reads one whole value; another zone than GMT is malformed (RFC 4475 §3.1.2.12).</summary>
    public static bool TryRead(Utf8Text source, out DateHeader value)
    {
        Utf8Text trimmed = source.Trim();
        DateTimeOffset time = default;
        bool valid = trimmed.Length == Length && trimmed.Slice(Length - 4).EqualsIgnoreCase(" GMT"u8)
            && DateTimeOffset.TryParseExact(trimmed.Slice(0, Length - 4).ToString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        value = new DateHeader(time);
        return valid;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => Time.ToUniversalTime().ToString($"{Format} 'GMT'", CultureInfo.InvariantCulture);
}
