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

    private static readonly byte[][] Bodies = [.. new[]
    {
        "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nb=AS:64\r\nt=0 0\r\na=group:BUNDLE 0 1\r\nm=audio 4000 RTP/AVP 8 96 97 101\r\na=mid:0\r\na=rtpmap:96 AMR/8000\r\n"
            + "a=fmtp:96 mode-set=0,2,5,7;octet-align=1\r\na=rtpmap:97 EVS/16000\r\na=fmtp:97 br=5.9-24.4;bw=nb-swb\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15,66\r\n"
            + "a=curr:qos local none\r\na=des:qos mandatory local sendrecv\r\na=content:g.3gpp.cat\r\na=ptime:20\r\na=maxptime:240\r\na=rtcp:4001 IN IP6 2001:db8::1\r\na=sendonly\r\n"
            + "m=video 0 RTP/AVPF 34\r\na=mid:1\r\nm=application 9 UDP/BFCP *\r\n",
        "--b\r\nContent-Type: application/sdp\r\nContent-Disposition: early-session;handling=required\r\n\r\nv=0\r\no=- 1 1 IN IP4 a\r\ns=-\r\nt=0 0\r\nm=audio 4 RTP/AVP 0\r\n\r\n"
            + "--b\r\nContent-Type: multipart/alternative;boundary=c\r\n\r\n--c\r\n\r\none\r\n--c\r\nContent-ID: <x@y>\r\nContent-Type: text/html\r\n\r\ntwo\r\n--c--\r\n--b--\r\n",
    }.Select(Encoding.ASCII.GetBytes)];

    private static readonly string[] Names =
    [
        "Via", "v", "From", "f", "To", "Call-ID", "i", "CSeq", "Contact", "m", "Route", "Record-Route", "Max-Forwards", "Content-Type", "c", "Content-Length", "l", "Require", "Supported", "k",
        "RSeq", "RAck", "Expires", "Session-Expires", "x", "Min-SE", "Retry-After", "Reason", "Warning", "P-Early-Media", "P-Asserted-Identity", "Privacy", "Alert-Info", "Authorization",
        "WWW-Authenticate", "Event", "o", "Subscription-State", "Refer-To", "Replaces", "Join", "Date", "Timestamp", "History-Info", "Diversion", "P-Charging-Vector", "Accept", "Accept-Contact",
        "Feature-Caps", "Geolocation", "CMR-Control", "Session-ID", "Identity", "Resource-Priority", "User-to-User", "Security-Client", "P-Charging-Function-Addresses", "Content-Disposition", "Recv-Info", "P-Access-Network-Info", "P-Visited-Network-ID", "X-Unknown",
    ];

    /// <summary>One more damaged message.</summary>
    public byte[] Next()
    {
        List<byte> octets = [.. Seed()];
        int wounds = random.Next(1, 4);
        if (random.Next(4) == 0)
        {
            DamageBody(octets, wounds);
            return [.. octets];
        }

        for (int wound = 0; wound < wounds && octets.Count > 1; wound++)
        {
            if (random.Next(2) == 0) DamageOctets(octets);
            else DamageRows(octets);
        }

        return [.. octets];
    }

    // A head that is right with a body that is not: what comes to the readers of parts and descriptions.
    private void DamageBody(List<byte> octets, int wounds)
    {
        int head = octets.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
        byte[] seed = Bodies[random.Next(Bodies.Length)];
        bool own = head >= 0 && octets.Count > head + 4 && random.Next(2) == 0;
        List<byte> body = own ? octets.GetRange(head + 4, octets.Count - head - 4) : [.. seed];
        for (int wound = 0; wound < wounds && body.Count > 1; wound++)
        {
            if (random.Next(2) == 0) DamageOctets(body);
            else DamageRows(body);
        }

        bool parts = !own && seed.AsSpan().StartsWith("--"u8);
        octets.Clear();
        octets.AddRange(Encoding.ASCII.GetBytes(
            "INVITE sip:b@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\n"));
        octets.AddRange(parts ? "Content-Type: multipart/mixed;boundary=b\r\n"u8 : "Content-Type: application/sdp\r\n"u8);
        octets.AddRange(Encoding.ASCII.GetBytes($"Content-Length: {body.Count}\r\n\r\n"));
        octets.AddRange(body);
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
