using System.Text;

namespace Cmr.Tests.Support.Fuzzing;

/// <summary>Damages SIP messages with knowledge of their grammar: octets, and also whole rows, values, names, folds, numbers and bodies.</summary>
/// <param name="seeds">Messages to begin with.</param>
/// <param name="random">Where all choices come from.</param>
internal sealed class SipMutator(byte[][] seeds, Random random)
{
    private static readonly string[] Splices =
    [
        "\r\n", "\r", "\n", "\0", "\"", "<", ">", ";", ",", "%", "%00", ":", "=", " ", "\t", "\r\n ", "\\", "z9hG4bK", "SIP/2.0", ";tag=", "Via: ", "To: ", "--", "boundary=",
        "Content-Length: 999\r\n", "\r\n\r\n", "99999999999999999999", "-1", "[", "]", "*", "@", "?", "sip:", "tel:", "\u00ff", "a=rtpmap:", "m=audio ", "c=IN ", "a=fmtp:", "qos ",
    ];

    private static readonly string[] Names =
    [
        "Via", "v", "From", "f", "To", "Call-ID", "i", "CSeq", "Contact", "m", "Route", "Record-Route", "Max-Forwards", "Content-Type", "c", "Content-Length", "l", "Require", "Supported", "k",
        "RSeq", "RAck", "Expires", "Session-Expires", "x", "Min-SE", "Retry-After", "Reason", "Warning", "P-Early-Media", "P-Asserted-Identity", "Privacy", "Alert-Info", "Authorization",
        "WWW-Authenticate", "Event", "o", "Subscription-State", "Refer-To", "Replaces", "Join", "Date", "Timestamp", "History-Info", "Diversion", "P-Charging-Vector", "Accept", "Accept-Contact",
        "Feature-Caps", "Geolocation", "CMR-Control", "Content-Disposition", "Recv-Info", "P-Access-Network-Info", "P-Visited-Network-ID", "X-Unknown",
    ];

    /// <summary>One more damaged message.</summary>
    public byte[] Next()
    {
        List<byte> octets = [.. Seed()];
        int wounds = random.Next(1, 4);
        for (int wound = 0; wound < wounds && octets.Count > 1; wound++)
        {
            if (random.Next(2) == 0) DamageOctets(octets);
            else DamageRows(octets);
        }

        return [.. octets];
    }

    private byte[] Seed() => seeds[random.Next(seeds.Length)];

    private void DamageOctets(List<byte> octets)
    {
        int at = random.Next(octets.Count);
        switch (random.Next(6))
        {
            case 0: octets[at] = (byte)random.Next(256); break;
            case 1: octets.RemoveRange(at, Math.Min(random.Next(1, 20), octets.Count - at)); break;
            case 2: octets.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)])); break;
            case 3: octets.InsertRange(at, octets.GetRange(at, Math.Min(random.Next(1, 200), octets.Count - at))); break;
            case 4: octets.RemoveRange(at, octets.Count - at); break;
            default: octets.InsertRange(at, Enumerable.Repeat(octets[at], random.Next(1, 300))); break;
        }
    }

    private void DamageRows(List<byte> octets)
    {
        (int start, int end) = Row(octets);
        switch (random.Next(7))
        {
            case 0: octets.RemoveRange(start, end - start); break;
            case 1: octets.InsertRange(start, octets.GetRange(start, end - start)); break;
            case 2: octets.InsertRange(start, RowOfAnother()); break;
            case 3: Rename(octets, start, end); break;
            case 4: octets.InsertRange(start + random.Next(Math.Max(1, end - start)), "\r\n "u8.ToArray()); break;
            case 5: Renumber(octets, start, end); break;
            default: Nest(octets, start, end); break;
        }
    }

    private (int Start, int End) Row(List<byte> octets)
    {
        int at = random.Next(octets.Count);
        int start = octets.LastIndexOf((byte)'\n', at) + 1;
        int end = start < octets.Count ? octets.IndexOf((byte)'\n', start) + 1 : 0;
        return (Math.Min(start, octets.Count), end == 0 ? octets.Count : end);
    }

    private List<byte> RowOfAnother()
    {
        List<byte> other = [.. Seed()];
        (int start, int end) = Row(other);
        return other.GetRange(start, end - start);
    }

    private void Rename(List<byte> octets, int start, int end)
    {
        int colon = octets.IndexOf((byte)':', start, end - start);
        if (colon < 0) return;
        octets.RemoveRange(start, colon - start);
        octets.InsertRange(start, Encoding.ASCII.GetBytes(Names[random.Next(Names.Length)]));
    }

    private void Renumber(List<byte> octets, int start, int end)
    {
        int digit = octets.FindIndex(start, end - start, octet => octet is >= (byte)'0' and <= (byte)'9');
        if (digit < 0) return;
        string number = random.Next(4) switch { 0 => "0", 1 => "4294967296", 2 => "2147483648", _ => new string('9', random.Next(1, 40)) };
        octets.RemoveAt(digit);
        octets.InsertRange(digit, Encoding.ASCII.GetBytes(number));
    }

    // A value wrapped in itself: quotes in quotes, brackets in brackets.
    private void Nest(List<byte> octets, int start, int end)
    {
        int colon = octets.IndexOf((byte)':', start, end - start);
        if (colon < 0) return;
        string[] wrappers = ["\"", "<", "(", "%22", "\\", ";a=\"", "sip:a@["];
        string wrapper = string.Concat(Enumerable.Repeat(wrappers[random.Next(wrappers.Length)], random.Next(1, 60)));
        octets.InsertRange(colon + 1, Encoding.ASCII.GetBytes(wrapper));
    }
}
