using System.Globalization;
using Cmr.Domain.Parties;

namespace Cmr.Sip.Tracing;

/// <summary>What is to be traced, how much of it and for how long. One of call, number and peer is set.</summary>
/// <param name="CallId">Call-ID of either leg.</param>
/// <param name="Number">A party of the calls.</param>
/// <param name="Peer">The other end.</param>
/// <param name="Time">The trace ends then.</param>
/// <param name="WithNumbers">Numbers are shown whole.</param>
internal sealed record TraceRequest(string? CallId, PartyIdentity? Number, PeerFilter? Peer, TimeSpan Time, bool WithNumbers)
{
    private const int DefaultSeconds = 60;
    private const int MostSeconds = 3600;

    /// <summary>Reads the query of a request.</summary>
    /// <returns>What is wrong; <see langword="null"/> when nothing is.</returns>
    public static string? TryRead(IQueryCollection query, NumberingPlan plan, out TraceRequest request)
    {
        string? call = query["call"];
        string? number = query["number"];
        string? peer = query["peer"];
        string? time = query["seconds"];
        request = new TraceRequest(call, null, null, TimeSpan.FromSeconds(DefaultSeconds), query["full"] == "1");
        if (new[] { call, number, peer }.Count(one => !string.IsNullOrEmpty(one)) != 1) return "Exactly one of call, number and peer is needed";
        if (time is not null)
        {
            if (!int.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) || seconds is < 1 or > MostSeconds) return $"seconds must be from 1 to {MostSeconds}";
            request = request with { Time = TimeSpan.FromSeconds(seconds) };
        }

        if (!string.IsNullOrEmpty(number))
        {
            // A word alone could be somebody's name at any host: nothing would ever match it
            bool isIdentity = number.AsSpan().ContainsAnyInRange('0', '9') || number.Contains('@', StringComparison.Ordinal);
            if (!isIdentity || !PartyIdentity.TryParse(number, plan, out PartyIdentity identity)) return "number must be a telephone number, or a URI such as sip:ann@example.com";
            request = request with { Number = identity };
        }

        if (string.IsNullOrEmpty(peer)) return null;
        request = request with { Peer = PeerFilter.TryRead(peer) };
        return request.Peer is null ? "peer must be an address, address:port or a range such as 10.0.0.0/8" : null;
    }
}
