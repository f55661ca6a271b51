using Cmr.Sip.Calls;

namespace Cmr.Sip.Relay;

/// <summary>How long to wait after a 491: the owner of the Call-ID 2.1–4 s, the other side 0–2 s, in steps of 10 ms (RFC 3261 §14.1).</summary>
internal static class Glare
{
    public static TimeSpan Delay(LegSide side, IIdentifierSource identifiers)
    {
        (int from, int to) = side is LegSide.Called ? (210, 400) : (0, 200);
        return TimeSpan.FromMilliseconds(10 * identifiers.NextNumber(from, to));
    }
}
