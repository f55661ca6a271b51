using System.Collections.Immutable;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Relay;

/// <summary>What crosses from one leg to the other. Everything does, except what belongs to one hop, one dialog or one leg's reliability.</summary>
internal static class EndToEndHeaders
{
    /// <summary>Methods this node handles itself, whatever the other party can do.</summary>
    private static readonly TokenList OwnMethods = new("INVITE", "ACK", "CANCEL", "BYE", "PRACK", "UPDATE", "INFO", "OPTIONS");

    private static readonly TokenList CoreMethods = new("INVITE", "ACK", "CANCEL", "BYE", "PRACK", "OPTIONS");

    // Replaces and the like name dialogs by Call-ID and tags, which differ on the two legs; reliability and session timers are negotiated anew on each;
    // early sessions are a leg's own, and this node takes none
    private static readonly TokenList PerLegTags = new("replaces", "tdialog", "gruu", "outbound", "path", "100rel", "timer", "early-session");

    private static readonly Utf8Text Reliable = "100rel";

    private static readonly ImmutableArray<HeaderId> PerLeg =
    [
        HeaderId.Via, HeaderId.From, HeaderId.To, HeaderId.CallId, HeaderId.CSeq, HeaderId.MaxForwards, HeaderId.Contact,
        HeaderId.Route, HeaderId.RecordRoute, HeaderId.Require, HeaderId.Supported, HeaderId.Allow, HeaderId.RSeq, HeaderId.RAck, HeaderId.Timestamp,
        HeaderId.SessionExpires, HeaderId.MinSE,
    ];

    private static readonly ImmutableArray<HeaderId> PerLegOrEarlyMedia = [.. PerLeg, HeaderId.PEarlyMedia];

    /// <summary>Everything we can do: Allow of requests and of responses that we make ourselves.</summary>
    public static Utf8Text AllowedMethods => OwnMethods.Text;

    /// <summary>Copies the end-to-end headers of a message, body headers included; the body itself is set by the caller.</summary>
    public static TBuilder CopyEndToEnd<TBuilder>(this TBuilder builder, SipMessage source)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        builder.CopyAllExcept(source, PerLeg.AsSpan());

    /// <summary>The same without P-Early-Media, which an INVITE 200 must not carry and a presenting server makes itself (RFC 5009 §8, table 1).</summary>
    public static TBuilder CopyEndToEndWithoutEarlyMedia<TBuilder>(this TBuilder builder, SipMessage source)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        builder.CopyAllExcept(source, PerLegOrEarlyMedia.AsSpan());

    /// <summary>Supported towards the other leg: the peer's tags that survive a back-to-back user agent, and those of our own.</summary>
    public static TBuilder SetSupported<TBuilder>(this TBuilder builder, SipMessage source, bool reliable)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        Utf8Text tags = PerLegTags.Without(source.Supported, reliable ? Reliable : default);
        return tags.IsEmpty ? builder : builder.Set(HeaderId.Supported, tags);
    }

    /// <summary>Require towards the other leg. Reliability is negotiated anew on each leg.</summary>
    public static TBuilder SetRequire<TBuilder>(this TBuilder builder, SipMessage source)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        Utf8Text tags = PerLegTags.Without(source.Require);
        return tags.IsEmpty ? builder : builder.Set(HeaderId.Require, tags);
    }

    /// <summary>Allow of a request towards the called party: what the caller can do and what we can do on its behalf.</summary>
    public static TBuilder SetAllowOfBoth<TBuilder>(this TBuilder builder, SipMessage source)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        builder.Set(HeaderId.Allow, OwnMethods.With(source.Allow));

    /// <summary>Allow of a relayed response: what the other party can do beside what every call of ours can.</summary>
    public static TBuilder SetAllowOfOther<TBuilder>(this TBuilder builder, SipMessage source)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        builder.Set(HeaderId.Allow, CoreMethods.With(source.Allow));
}
