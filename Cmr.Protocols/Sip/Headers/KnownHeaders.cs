using Cmr.Protocols.Text;
using static Cmr.Protocols.Sip.Headers.HeaderForm;
using static Cmr.Protocols.Sip.Messages.SipRejection;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>The register of header fields: one line each.</summary>
internal static class KnownHeaders
{
    private const int Slots = 1024;

    private static readonly HeaderDefinition[] All =
    [
        new(HeaderId.Via, "Via", 'v', List, BadVia, value => ViaHeader.TryRead(value, out _)),                                // RFC 3261 §20.42
        new(HeaderId.From, "From", 'f', Once, BadFrom, IsAddress),                                                          // RFC 3261 §20.20
        new(HeaderId.To, "To", 't', Once, BadTo, IsAddress),                                                                // RFC 3261 §20.39
        new(HeaderId.CallId, "Call-ID", 'i', Once, BadCallId, IsCallId),                                                    // RFC 3261 §20.8
        new(HeaderId.CSeq, "CSeq", '\0', Once, BadCSeq, value => CSeqHeader.TryRead(value, out _)),                         // RFC 3261 §20.16
        new(HeaderId.MaxForwards, "Max-Forwards", '\0', Once, BadMaxForwards, value => IsNumber(value, 255)),               // RFC 3261 §20.22
        new(HeaderId.Contact, "Contact", 'm', List, BadContact, value => AddressHeader.TryReadContact(value, out _)),         // RFC 3261 §20.10
        new(HeaderId.Route, "Route", '\0', List, BadRoute, IsAddress),                                                        // RFC 3261 §20.34
        new(HeaderId.RecordRoute, "Record-Route", '\0', List, BadRoute, IsAddress),                                           // RFC 3261 §20.30
        new(HeaderId.ContentLength, "Content-Length", 'l', Once, BadContentLength, value => IsNumber(value, int.MaxValue)), // RFC 3261 §20.14
        new(HeaderId.ContentType, "Content-Type", 'c', Once, BadContentType, value => ContentTypeHeader.TryRead(value, out _)), // RFC 3261 §20.15
        new(HeaderId.ContentDisposition, "Content-Disposition", '\0', Once),                                                // RFC 3261 §20.11
        new(HeaderId.ContentEncoding, "Content-Encoding", 'e', List),                                                         // RFC 3261 §20.12
        new(HeaderId.ContentLanguage, "Content-Language", '\0', List),                                                        // RFC 3261 §20.13
        new(HeaderId.Require, "Require", '\0', List, BadOptionTag, IsToken),                                                  // RFC 3261 §20.32
        new(HeaderId.Supported, "Supported", 'k', List),                                                                      // RFC 3261 §20.37
        new(HeaderId.ProxyRequire, "Proxy-Require", '\0', List, BadOptionTag, IsToken),                                       // RFC 3261 §20.29
        new(HeaderId.Unsupported, "Unsupported", '\0', List),                                                                 // RFC 3261 §20.40
        new(HeaderId.Allow, "Allow", '\0', List),                                                                             // RFC 3261 §20.5
        new(HeaderId.AllowEvents, "Allow-Events", 'u', List),                                                                 // RFC 6665 §8.2.2
        new(HeaderId.Accept, "Accept", '\0', List),                                                                           // RFC 3261 §20.1
        new(HeaderId.AcceptEncoding, "Accept-Encoding", '\0', List),                                                          // RFC 3261 §20.2
        new(HeaderId.AcceptLanguage, "Accept-Language", '\0', List),                                                          // RFC 3261 §20.3
        new(HeaderId.RSeq, "RSeq", '\0', Once, BadRSeq, value => IsNumber(value, uint.MaxValue)),                           // RFC 3262 §7.1
        new(HeaderId.RAck, "RAck", '\0', Once, BadRAck, value => RAckHeader.TryRead(value, out _)),                         // RFC 3262 §7.2
        new(HeaderId.Expires, "Expires", '\0', Once, BadExpires, value => IsNumber(value, uint.MaxValue)),                  // RFC 3261 §20.19
        new(HeaderId.MinExpires, "Min-Expires", '\0', Once),                                                                // RFC 3261 §20.23
        new(HeaderId.SessionExpires, "Session-Expires", 'x', Once),                                                         // RFC 4028 §4
        new(HeaderId.MinSE, "Min-SE", '\0', Once),                                                                          // RFC 4028 §5
        new(HeaderId.RetryAfter, "Retry-After", '\0', Once),                                                                // RFC 3261 §20.33
        new(HeaderId.Reason, "Reason", '\0', List),                                                                           // RFC 3326 §2
        new(HeaderId.Warning, "Warning", '\0', List),                                                                         // RFC 3261 §20.43
        new(HeaderId.PEarlyMedia, "P-Early-Media", '\0', List),                                                               // RFC 5009 §8
        new(HeaderId.PAssertedIdentity, "P-Asserted-Identity", '\0', List),                                                   // RFC 3325 §9.1
        new(HeaderId.PPreferredIdentity, "P-Preferred-Identity", '\0', List),                                                 // RFC 3325 §9.2
        new(HeaderId.Privacy, "Privacy", '\0', Rows),                                                                         // RFC 3323 §4.2
        new(HeaderId.AlertInfo, "Alert-Info", '\0', List),                                                                    // RFC 3261 §20.4
        new(HeaderId.CallInfo, "Call-Info", '\0', List),                                                                      // RFC 3261 §20.9
        new(HeaderId.Authorization, "Authorization", '\0', Rows),                                                             // RFC 3261 §20.7
        new(HeaderId.ProxyAuthorization, "Proxy-Authorization", '\0', Rows),                                                  // RFC 3261 §20.28
        new(HeaderId.WwwAuthenticate, "WWW-Authenticate", '\0', Rows),                                                        // RFC 3261 §20.44
        new(HeaderId.ProxyAuthenticate, "Proxy-Authenticate", '\0', Rows),                                                    // RFC 3261 §20.27
        new(HeaderId.AuthenticationInfo, "Authentication-Info", '\0', Rows),                                                  // RFC 3261 §20.6
        new(HeaderId.Event, "Event", 'o', Once),                                                                            // RFC 6665 §8.2.1
        new(HeaderId.SubscriptionState, "Subscription-State", '\0', Once),                                                  // RFC 6665 §8.2.3
        new(HeaderId.ReferTo, "Refer-To", 'r', Once),                                                                       // RFC 3515 §2.1
        new(HeaderId.ReferredBy, "Referred-By", 'b', Once),                                                                 // RFC 3892 §3
        new(HeaderId.Replaces, "Replaces", '\0', Once),                                                                     // RFC 3891 §6.1
        new(HeaderId.InfoPackage, "Info-Package", '\0', Once),                                                              // RFC 6086 §7.2
        new(HeaderId.RecvInfo, "Recv-Info", '\0', List),                                                                      // RFC 6086 §7.2
        new(HeaderId.MimeVersion, "MIME-Version", '\0', Once),                                                              // RFC 3261 §20.24
        new(HeaderId.Timestamp, "Timestamp", '\0', Once),                                                                   // RFC 3261 §20.38
        new(HeaderId.UserAgent, "User-Agent", '\0', Rows),                                                                    // RFC 3261 §20.41
        new(HeaderId.Server, "Server", '\0', Rows),                                                                           // RFC 3261 §20.35
        new(HeaderId.Subject, "Subject", 's', Rows),                                                                          // RFC 3261 §20.36
        new(HeaderId.Date, "Date", '\0', Rows),                                                                               // RFC 3261 §20.17
        new(HeaderId.Organization, "Organization", '\0', Rows),                                                               // RFC 3261 §20.25
        new(HeaderId.Path, "Path", '\0', List),                                                                               // RFC 3327 §4
        new(HeaderId.ServiceRoute, "Service-Route", '\0', List),                                                              // RFC 3608 §5
        new(HeaderId.HistoryInfo, "History-Info", '\0', List),                                                                // RFC 7044 §5
        new(HeaderId.Diversion, "Diversion", '\0', List),                                                                     // RFC 5806 §4
        new(HeaderId.PChargingVector, "P-Charging-Vector", '\0', Rows),                                                       // RFC 7315 §4.6
        new(HeaderId.PAccessNetworkInfo, "P-Access-Network-Info", '\0', Rows),                                                // RFC 7315 §4.4
        new(HeaderId.ErrorInfo, "Error-Info", '\0', List),                                                                    // RFC 3261 §20.18
        new(HeaderId.InReplyTo, "In-Reply-To", '\0', List),                                                                   // RFC 3261 §20.21
        new(HeaderId.Priority, "Priority", '\0', Once),                                                                       // RFC 3261 §20.26
        new(HeaderId.ReplyTo, "Reply-To", '\0', Once),                                                                        // RFC 3261 §20.31
        new(HeaderId.PCalledPartyId, "P-Called-Party-ID", '\0', Once),                                                        // RFC 7315 §4.2
        new(HeaderId.PVisitedNetworkId, "P-Visited-Network-ID", '\0', List),                                                  // RFC 7315 §4.3
        new(HeaderId.PAssertedService, "P-Asserted-Service", '\0', List),                                                     // RFC 6050 §4.1
        new(HeaderId.PPreferredService, "P-Preferred-Service", '\0', List),                                                   // RFC 6050 §4.2
        new(HeaderId.PAssociatedUri, "P-Associated-URI", '\0', List),                                                         // RFC 7315 §4.1
        new(HeaderId.PChargingFunctionAddresses, "P-Charging-Function-Addresses", '\0', Rows),                                // RFC 7315 §4.5
        new(HeaderId.Join, "Join", '\0', Once),                                                                               // RFC 3911 §7.1
        new(HeaderId.TargetDialog, "Target-Dialog", '\0', Once),                                                              // RFC 4538 §7
        new(HeaderId.AcceptContact, "Accept-Contact", 'a', List),                                                             // RFC 3841 §9.2
        new(HeaderId.RejectContact, "Reject-Contact", 'j', List),                                                             // RFC 3841 §9.2
        new(HeaderId.RequestDisposition, "Request-Disposition", 'd', List),                                                   // RFC 3841 §9.1
        new(HeaderId.Geolocation, "Geolocation", '\0', List),                                                                 // RFC 6442 §4.1
        new(HeaderId.GeolocationRouting, "Geolocation-Routing", '\0', Once),                                                  // RFC 6442 §4.2
        new(HeaderId.FeatureCaps, "Feature-Caps", '\0', List),                                                                // RFC 6809 §6
        new(HeaderId.CmrControl, "CMR-Control", '\0', List),                                                                  // our own, docs/sip.md
        new(HeaderId.SipETag, "SIP-ETag", '\0', Once),                                                                        // RFC 3903 §11.3.1
        new(HeaderId.SipIfMatch, "SIP-If-Match", '\0', Once),                                                                 // RFC 3903 §11.3.2
        new(HeaderId.Identity, "Identity", 'y', List),                                                                        // RFC 8224 §4
        new(HeaderId.SessionId, "Session-ID", '\0', Once),                                                                     // RFC 7989 §5
        new(HeaderId.ResourcePriority, "Resource-Priority", '\0', List),                                                       // RFC 4412 §3.1
        new(HeaderId.AcceptResourcePriority, "Accept-Resource-Priority", '\0', List),                                          // RFC 4412 §3.2
        new(HeaderId.UserToUser, "User-to-User", '\0', List),                                                                  // RFC 7433 §4.1
        new(HeaderId.SecurityClient, "Security-Client", '\0', List),                                                           // RFC 3329 §2.2
        new(HeaderId.SecurityServer, "Security-Server", '\0', List),                                                           // RFC 3329 §2.2
        new(HeaderId.SecurityVerify, "Security-Verify", '\0', List),                                                           // RFC 3329 §2.2
        new(HeaderId.MaxBreadth, "Max-Breadth", '\0', Once),                                                                   // RFC 5393 §5.3.3
        new(HeaderId.FlowTimer, "Flow-Timer", '\0', Once),                                                                     // RFC 5626 §10
        new(HeaderId.PServedUser, "P-Served-User", '\0', Once),                                                                // RFC 5502 §6, RFC 8498
        new(HeaderId.GeolocationError, "Geolocation-Error", '\0', Once),                                                       // RFC 6442 §4.3
        new(HeaderId.ReferSub, "Refer-Sub", '\0', Once),                                                                       // RFC 4488 §4
        new(HeaderId.ContentId, "Content-ID", '\0', Once),                                                                     // RFC 8262 §3
    ];

    private static readonly HeaderDefinition?[] ById = IndexById();
    private static readonly HeaderDefinition?[] ByHash = IndexByHash();
    private static readonly HeaderId[] ByCompact = IndexByCompact();

    /// <summary>What a name on the wire stands for; long and compact forms, any case.</summary>
    internal static HeaderId Identify(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
        {
            return Abnf.IsAlpha(name[0]) ? ByCompact[(name[0] | 0x20) - 'a'] : HeaderId.Unknown;
        }

        if (name.IsEmpty)
        {
            return HeaderId.Unknown;
        }

        for (int at = Hash(name); ByHash[at] is { } definition; at = (at + 1) % Slots)
        {
            ReadOnlySpan<byte> known = definition.NameText.Span;
            if (known.SequenceEqual(name) || (known.Length == name.Length && System.Text.Ascii.EqualsIgnoreCase(known, name))) // most write it as the RFC does
            {
                return definition.Id;
            }
        }

        return HeaderId.Unknown;
    }

    /// <summary>The line of the register; <see langword="null"/> for an unknown header.</summary>
    internal static HeaderDefinition? Find(HeaderId id) => ById[(int)id];

    /// <summary>The line of the register.</summary>
    internal static HeaderDefinition Get(HeaderId id) =>
        ById[(int)id] ?? throw new ArgumentOutOfRangeException(nameof(id), id, "not a registered header");

    private static bool IsAddress(Utf8Text value) => AddressHeader.TryRead(value, out _);

    private static bool IsNumber(Utf8Text value, uint maximum) => ScalarHeader.TryRead(value, maximum, out _);

    private static bool IsCallId(Utf8Text value) => !value.IsEmpty && !value.Span.ContainsAnyExcept(Abnf.CallId);

    private static bool IsToken(Utf8Text value) => !value.IsEmpty && !value.Span.ContainsAnyExcept(Abnf.Token);

    private static HeaderDefinition?[] IndexById()
    {
        HeaderDefinition?[] index = new HeaderDefinition?[All.Max(definition => (int)definition.Id) + 1];
        foreach (HeaderDefinition definition in All)
        {
            index[(int)definition.Id] = definition;
        }

        return index;
    }

    // Length, first, middle and last letter tell the names well apart; slots taken are passed over.
    private static int Hash(ReadOnlySpan<byte> name) =>
        (int)((((uint)name.Length * 31) + ((name[0] | 0x20u) * 7) + ((name[name.Length / 2] | 0x20u) * 13) + ((name[^1] | 0x20u) * 3)) % Slots);

    private static HeaderDefinition?[] IndexByHash()
    {
        HeaderDefinition?[] slots = new HeaderDefinition?[Slots];
        foreach (HeaderDefinition definition in All)
        {
            int at = Hash(definition.NameText.Span);
            while (slots[at] is not null)
            {
                at = (at + 1) % Slots;
            }

            slots[at] = definition;
        }

        return slots;
    }

    private static HeaderId[] IndexByCompact()
    {
        HeaderId[] index = new HeaderId[26];
        foreach (HeaderDefinition definition in All.Where(definition => definition.Compact != '\0'))
        {
            index[definition.Compact - 'a'] = definition.Id;
        }

        return index;
    }
}
