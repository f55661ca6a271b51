using System.Text;

namespace Cmr.Benchmarks.Soap.Fuzz;

/// <summary>Damages requests: octets, tags, tokens that parsers trip over, parts of other requests, encodings.</summary>
internal sealed class RequestMutator(IReadOnlyList<byte[]> samples)
{
    private const int MaxBytes = 48 * 1024;
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "&#;", "&#x110000;", "&#xD800;", "<![CDATA[", "]]>", "<!--", "-->", "<?x?>", "<?xml version='1.0' encoding='utf-16'?>",
            " xsi:nil=\"true\"", " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"", " xmlns=\"\"", " xmlns:a=\"urn:oma:cmr:1.0\"", " a:b=\"c\"", " s:mustUnderstand=\"1\"",
            "<x>", "</x>", "<x/>", "</", "/>", "<", ">", "\"", "'", "&", ";", "\0", "\uFEFF", "\uFFFE", "😀", "☎", "-1", "0", "2147483648", "99999999999999999999999999999", "1e400", "NaN", "INF",
            "24:00:00", "25:61:61", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "0001-01-01T00:00:00-14:00", "true", "1", " ", "\t\n", "AAAA", new string('9', 400), new string('a', 5000),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x80],
    ];

    /// <summary>Makes the case of a seed, always the same.</summary>
    public byte[] Make(Random random)
    {
        List<byte> document = [.. Pick(random)];
        bool staysWellFormed = random.Next(2) == 0;
        for (int hits = random.Next(1, 6); hits > 0; hits--)
        {
            if (staysWellFormed) LeafMutation.Change(document, Pick(random), random);
            else Damage(document, random);
        }

        if (document.Count > MaxBytes) document.RemoveRange(MaxBytes, document.Count - MaxBytes);
        byte[] bytes = [.. document];
        return random.Next(16) switch
        {
            0 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
            1 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))],
            2 => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(bytes))],
            3 => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(Soap11, Soap12, StringComparison.Ordinal)),
            _ => bytes,
        };
    }

    private void Damage(List<byte> document, Random random)
    {
        int at = random.Next(document.Count + 1);
        int length = Math.Min(random.Next(1, 64), document.Count - at);
        switch (random.Next(10))
        {
            case 0 when length > 0: document[at] = (byte)random.Next(256); break;
            case 1 when length > 0: document[at] ^= (byte)(1 << random.Next(8)); break;
            case 2: document.RemoveRange(at, length); break;
            case 3: document.InsertRange(at, document.GetRange(at, length)); break;
            case 4: Splice(document, random); break;
            case 5: Repeat(document, random); break;
            case 6: document.RemoveRange(at, document.Count - at); break;
            case 7: ReplaceText(document, random); break;
            default: document.InsertRange(at, Token(random)); break;
        }
    }

    /// <summary>Puts a part of another request where one of its kind could stand: between two tags.</summary>
    private void Splice(List<byte> document, Random random)
    {
        byte[] other = Pick(random);
        int from = Array.IndexOf(other, (byte)'<', random.Next(other.Length));
        if (from < 0 || NextTag(document, random) is not { } at) return;
        document.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(8, 800), other.Length - from)).ToArray());
    }

    /// <summary>Repeats what stands between two tags, sometimes so often that it becomes a flood or a tower.</summary>
    private static void Repeat(List<byte> document, Random random)
    {
        if (NextTag(document, random) is not { } at) return;
        int end = document.IndexOf((byte)'<', at + 1);
        if (end < 0) return;
        List<byte> part = document.GetRange(at, end - at);
        int times = random.Next(8) == 0 ? random.Next(64, 400) : random.Next(1, 4);
        for (int i = 0; i < times && document.Count < MaxBytes; i++) document.InsertRange(at, part);
    }

    /// <summary>Gives an element another text.</summary>
    private static void ReplaceText(List<byte> document, Random random)
    {
        int start = document.IndexOf((byte)'>', random.Next(document.Count + 1));
        if (start < 0) return;
        int end = document.IndexOf((byte)'<', start);
        if (end < 0) return;
        document.RemoveRange(start + 1, end - start - 1);
        document.InsertRange(start + 1, Token(random));
    }

    private static int? NextTag(List<byte> document, Random random)
    {
        int at = document.IndexOf((byte)'<', random.Next(document.Count + 1));
        return at < 0 ? null : at;
    }

    private static byte[] Token(Random random) => Tokens[random.Next(Tokens.Length)];

    private byte[] Pick(Random random) => samples[random.Next(samples.Count)];
}
