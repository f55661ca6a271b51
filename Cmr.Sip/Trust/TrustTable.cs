using System.Collections.Immutable;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using static Cmr.Sip.Trust.TrustAction;

namespace Cmr.Sip.Trust;

/// <summary>The header fields that mean something only among those who trust each other. Whatever is not in here passes everywhere.</summary>
internal static class TrustTable
{
    private static readonly TrustRule AnyPrivate = new("P-… (any other)", HeaderId.Unknown, Strip, Pass, Strip, "RFC 3427: of private networks");

    /// <summary>All rows, in the order of the documentation.</summary>
    public static ImmutableArray<TrustRule> Rules { get; } =
    [
        //                                                                          from untrusted  to trusted     to untrusted
        new("P-Asserted-Identity", HeaderId.PAssertedIdentity,                       Strip,          Pass,          StripWhenHidden,        "RFC 3325 §5, §7"),
        new("P-Preferred-Identity", HeaderId.PPreferredIdentity,                     Pass,           Strip,         Strip,                  "RFC 3325 §6, §9.2: only we use it"),
        new("P-Asserted-Service", HeaderId.PAssertedService,                         Strip,          Pass,          Strip,                  "RFC 6050 §4.1"),
        new("P-Preferred-Service", HeaderId.PPreferredService,                       Strip,          Strip,         Strip,                  "RFC 6050 §4.2"),
        new("P-Early-Media", HeaderId.PEarlyMedia,                                   Strip,          Pass,          Strip,                  "RFC 5009 §2"),
        new("P-Charging-Vector", HeaderId.PChargingVector,                           Strip,          Pass,          Strip,                  "RFC 7315 §4.6"),
        new("P-Charging-Function-Addresses", HeaderId.PChargingFunctionAddresses,    Strip,          Pass,          Strip,                  "RFC 7315 §4.5"),
        new("P-Access-Network-Info", HeaderId.PAccessNetworkInfo,                    Strip,          Pass,          Strip,                  "RFC 7315 §4.4"),
        new("P-Visited-Network-ID", HeaderId.PVisitedNetworkId,                      Strip,          Pass,          Strip,                  "RFC 7315 §4.3"),
        new("P-Called-Party-ID", HeaderId.PCalledPartyId,                            Strip,          Pass,          Pass,                   "RFC 7315 §4.2: made for the called phone"),
        new("P-Associated-URI", HeaderId.PAssociatedUri,                             Strip,          Pass,          Pass,                   "RFC 7315 §4.1: made for the phone"),
        AnyPrivate,
        new("Resource-Priority", HeaderId.Unknown,                                   Strip,          Pass,          Pass,                   "RFC 4412 §11.1"),
        new("Feature-Caps", HeaderId.FeatureCaps,                                    Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Restoration-Info", HeaderId.Unknown,                                    Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Relayed-Charge", HeaderId.Unknown,                                      Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Service-Interact-Info", HeaderId.Unknown,                               Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Cellular-Network-Info", HeaderId.Unknown,                               Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Response-Source", HeaderId.Unknown,                                     Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Attestation-Info", HeaderId.Unknown,                                    Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Origination-Id", HeaderId.Unknown,                                      Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Additional-Identity", HeaderId.Unknown,                                 Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Priority-Verstat", HeaderId.Unknown,                                    Strip,          Pass,          Strip,                  "TS 24.229 §4.4"),
        new("Diversion", HeaderId.Diversion,                                         Strip,          Pass,          StripPrivateDiversions, "RFC 5806 §6"),
        new("History-Info", HeaderId.HistoryInfo,                                    Strip,          Pass,          AnonymizeHistory,       "RFC 7044 §10.1, TS 24.229 §4.4"),
        new("Path", HeaderId.Path,                                                   Strip,          Pass,          Strip,                  "RFC 3327 §6"),
        new("Service-Route", HeaderId.ServiceRoute,                                  Strip,          Pass,          Strip,                  "RFC 3608 §8"),
        new("Route", HeaderId.Route,                                                 Strip,          Pass,          Pass,                   "RFC 3261 §26.2: strangers do not choose our ways"),
        new("Geolocation", HeaderId.Geolocation,                                     Pass,           Pass,          Strip,                  "RFC 6442 §6"),
        new("Geolocation-Routing", HeaderId.GeolocationRouting,                      Pass,           Pass,          Strip,                  "RFC 6442 §6"),
        new("CMR-Control", HeaderId.CmrControl,                                      FilterOnly,     Pass,          Strip,                  "our own"),
        new("Alert-Info", HeaderId.AlertInfo,                                        StripWebLinks,  Pass,          Pass,                   "RFC 3261 §20.4, RFC 7462 §12"),
        new("Call-Info", HeaderId.CallInfo,                                          StripWebLinks,  Pass,          StripWhenUserHidden,    "RFC 3261 §20.9, RFC 3323 §4.1"),
        new("Error-Info", HeaderId.ErrorInfo,                                        StripWebLinks,  Pass,          Pass,                   "RFC 3261 §20.18"),
        new("Reply-To", HeaderId.ReplyTo,                                            Pass,           Pass,          StripWhenUserHidden,    "RFC 3323 §4.1"),
        new("In-Reply-To", HeaderId.InReplyTo,                                       Pass,           Pass,          StripWhenUserHidden,    "RFC 3323 §4.1"),
        new("Organization", HeaderId.Organization,                                   Pass,           Pass,          StripWhenUserHidden,    "RFC 3323 §4.1"),
        new("Subject", HeaderId.Subject,                                             Pass,           Pass,          StripWhenUserHidden,    "RFC 3323 §4.1"),
        new("User-Agent", HeaderId.UserAgent,                                        Pass,           Pass,          StripWhenUserHidden,    "RFC 3323 §4.1"),
        new("Server", HeaderId.Server,                                               Pass,           Pass,          StripWhenUserHidden,    "RFC 3323 §4.1"),
        new("Authorization", HeaderId.Authorization,                                 Pass,           StripOwnRealm, StripOwnRealm,          "RFC 3261 §22.3"),
    ];

    private static readonly TrustRule?[] ById = Index();
    private static readonly TrustRule[] ByName = [.. Rules.Where(rule => rule.Id is HeaderId.Unknown && rule != AnyPrivate)];

    /// <summary>The rows that can concern a message to a trusted peer.</summary>
    public static ImmutableArray<HeaderId> GuardedWithin { get; } = [.. Rules.Where(rule => rule.ToTrusted is not Pass).Select(rule => rule.Id)];

    /// <summary>The row for a header field; <see langword="null"/> when it passes everywhere.</summary>
    public static TrustRule? Find(HeaderId id, Utf8Text name) => ById[(int)id] ?? FindByName(name);

    /// <summary>The row for a header row of a message.</summary>
    public static TrustRule? Find(in HeaderRow row) => Find(row.Id, row.Name);

    // Whether the library has a view of a field or not makes no difference to its meaning
    private static TrustRule? FindByName(Utf8Text name)
    {
        foreach (TrustRule rule in ByName)
        {
            if (name.Length == rule.Name.Length && System.Text.Ascii.EqualsIgnoreCase(name.Span, rule.Name)) return rule;
        }

        return name.Length > 2 && name.Slice(0, 2).EqualsIgnoreCase("P-"u8) ? AnyPrivate : null;
    }

    private static TrustRule?[] Index()
    {
        var index = new TrustRule?[byte.MaxValue + 1];
        foreach (TrustRule rule in Rules)
        {
            if (rule.Id is not HeaderId.Unknown) index[(int)rule.Id] = rule;
        }

        return index;
    }
}
