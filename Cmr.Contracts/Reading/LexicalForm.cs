using System.Globalization;

namespace Cmr.Contracts.Reading;

/// <summary>The lexical forms of XML Schema Part 2 that the contract uses; each takes text whose white space is collapsed.</summary>
internal static class LexicalForm
{
    /// <summary>Money has at most this many digits, so that it survives clients that hold it as a double.</summary>
    public const int MaxDecimalDigits = 15;

    private const NumberStyles Digits = NumberStyles.None;

    /// <summary>Removes white space around a value (whiteSpace="collapse"; inner space is never legal in our types).</summary>
    public static string Collapse(string text) => text.Trim(' ', '\t', '\r', '\n');

    /// <summary>xs:boolean, §3.2.2.</summary>
    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text is "true" or "1";
        return value || text is "false" or "0";
    }

    /// <summary>xs:int or larger, §3.3.17; larger values are clamped to the range of <see cref="long"/>.</summary>
    public static bool TryInt32(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        ReadOnlySpan<char> digits = text is ['+' or '-', ..] ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return false;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            value = text[0] == '-' ? long.MinValue : long.MaxValue;
        return true;
    }

    /// <summary>xs:long or larger, §3.3.16; <paramref name="value"/> is <see langword="null"/> when it does not fit.</summary>
    public static bool TryInt64(ReadOnlySpan<char> text, out long? value)
    {
        value = null;
        if (!TryInt32(text, out _)) return false;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long fits)) value = fits;
        return true;
    }

    /// <summary>xs:decimal, §3.2.3: no exponent.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number; undefined when it has more digits than <see cref="decimal"/> holds.</param>
    /// <param name="digits">Its significant digits, without leading and trailing zeros.</param>
    public static bool TryDecimal(ReadOnlySpan<char> text, out decimal value, out int digits)
    {
        value = 0;
        digits = 0;
        ReadOnlySpan<char> number = text is ['+' or '-', ..] ? text[1..] : text;
        int point = number.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? number : number[..point];
        ReadOnlySpan<char> fraction = point < 0 ? default : number[(point + 1)..];
        if (whole.Length + fraction.Length == 0) return false;
        if (whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9')) return false;
        fraction = fraction.TrimEnd('0');
        whole = whole.TrimStart('0');
        digits = whole.IsEmpty ? fraction.TrimStart('0').Length : whole.Length + fraction.Length;
        return digits > MaxDecimalDigits || decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>xs:date, §3.2.9, years 0001 to 9999; an offset is checked and dropped.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly value)
    {
        value = default;
        return text.Length >= 10 && TryDay(text[..10], out value) && TryOffset(text[10..], out _);
    }

    /// <summary>xs:time, §3.2.8; 24:00:00 is 00:00:00; an offset is checked and dropped.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out TimeOnly value)
    {
        value = default;
        if (!TryClock(text, out TimeSpan sinceMidnight, out int length) || !TryOffset(text[length..], out _)) return false;
        value = sinceMidnight.Days > 0 ? TimeOnly.MinValue : TimeOnly.FromTimeSpan(sinceMidnight);
        return true;
    }

    /// <summary>xs:dateTime, §3.2.7; 24:00:00 is the start of the next day; without an offset it is UTC.</summary>
    public static bool TryDateTime(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length < 19 || text[10] != 'T' || !TryDay(text[..10], out DateOnly day)) return false;
        if (!TryClock(text[11..], out TimeSpan sinceMidnight, out int length) || !TryOffset(text[(11 + length)..], out TimeSpan offset)) return false;
        long ticks = day.ToDateTime(TimeOnly.MinValue).Ticks + sinceMidnight.Ticks;
        long utc = ticks - offset.Ticks;
        if (ticks > DateTime.MaxValue.Ticks || utc < 0 || utc > DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(ticks, offset);
        return true;
    }

    private static bool TryDay(ReadOnlySpan<char> text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool TryClock(ReadOnlySpan<char> text, out TimeSpan sinceMidnight, out int length)
    {
        sinceMidnight = default;
        length = 8;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':') return false;
        if (!TryTwoDigits(text, out int hour) || !TryTwoDigits(text[3..], out int minute) || !TryTwoDigits(text[6..], out int second)) return false;
        long ticks = 0;
        if (text.Length > 8 && text[8] == '.')
        {
            int digits = text[9..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 0) digits = text.Length - 9;
            if (digits == 0) return false;
            length = 9 + digits;
            long unit = TimeSpan.TicksPerSecond;
            foreach (char digit in text.Slice(9, Math.Min(digits, 7))) ticks += (digit - '0') * (unit /= 10);
        }

        sinceMidnight = new TimeSpan(hour, minute, second) + new TimeSpan(ticks);
        return minute < 60 && second < 60 && sinceMidnight <= TimeSpan.FromDays(1);
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.IsEmpty || text is "Z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return false;
        if (!TryTwoDigits(text[1..], out int hour) || !TryTwoDigits(text[4..], out int minute) || minute > 59) return false;
        offset = new TimeSpan(hour, minute, 0);
        if (offset > TimeSpan.FromHours(14)) return false;
        if (text[0] == '-') offset = -offset;
        return true;
    }

    private static bool TryTwoDigits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text[..2], Digits, CultureInfo.InvariantCulture, out value);
}
