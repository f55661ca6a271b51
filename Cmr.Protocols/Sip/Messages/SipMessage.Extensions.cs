using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <content>Typed views of header fields of the extensions that the product touches.</content>
public abstract partial class SipMessage
{
    /// <summary>Event packages that the sender understands (RFC 6665).</summary>
    public HeaderFieldValues AllowEvents => Values(HeaderId.AllowEvents);

    /// <summary>Event (RFC 6665).</summary>
    public EventHeader? Event => Optional<EventHeader>(HeaderId.Event, EventHeader.TryRead);

    /// <summary>Subscription-State (RFC 6665).</summary>
    public SubscriptionStateHeader? SubscriptionState => Optional<SubscriptionStateHeader>(HeaderId.SubscriptionState, SubscriptionStateHeader.TryRead);

    /// <summary>Min-SE (RFC 4028).</summary>
    public SessionExpiresHeader? MinSE => Optional<SessionExpiresHeader>(HeaderId.MinSE, SessionExpiresHeader.TryRead);

    /// <summary>All Reason values, at most one a protocol (RFC 3326).</summary>
    public TypedHeaderValues<ReasonHeader> Reasons => All<ReasonHeader>(HeaderId.Reason, ReasonHeader.TryRead);

    /// <summary>P-Asserted-Identity: at most one SIP and one telephone URI (RFC 3325 §9.1).</summary>
    public TypedHeaderValues<AddressHeader> PAssertedIdentity => All<AddressHeader>(HeaderId.PAssertedIdentity, AddressHeader.TryRead);

    /// <summary>P-Preferred-Identity (RFC 3325 §9.2).</summary>
    public TypedHeaderValues<AddressHeader> PPreferredIdentity => All<AddressHeader>(HeaderId.PPreferredIdentity, AddressHeader.TryRead);

    /// <summary>P-Charging-Vector (RFC 7315).</summary>
    public PChargingVectorHeader? PChargingVector => OptionalRow<PChargingVectorHeader>(HeaderId.PChargingVector, PChargingVectorHeader.TryRead);

    /// <summary>P-Access-Network-Info (RFC 7315).</summary>
    public TypedHeaderValues<PAccessNetworkInfoHeader> PAccessNetworkInfo => All<PAccessNetworkInfoHeader>(HeaderId.PAccessNetworkInfo, PAccessNetworkInfoHeader.TryRead);

    /// <summary>P-Called-Party-ID (RFC 7315).</summary>
    public AddressHeader? PCalledPartyId => Optional<AddressHeader>(HeaderId.PCalledPartyId, AddressHeader.TryRead);

    /// <summary>P-Visited-Network-ID (RFC 7315).</summary>
    public TypedHeaderValues<PVisitedNetworkIdHeader> PVisitedNetworkId => All<PVisitedNetworkIdHeader>(HeaderId.PVisitedNetworkId, PVisitedNetworkIdHeader.TryRead);

    /// <summary>P-Asserted-Service: URNs, compared without case (RFC 6050).</summary>
    public HeaderFieldValues PAssertedService => Values(HeaderId.PAssertedService);

    /// <summary>P-Preferred-Service: URNs, compared without case (RFC 6050).</summary>
    public HeaderFieldValues PPreferredService => Values(HeaderId.PPreferredService);

    /// <summary>Diversion, most recent first (RFC 5806).</summary>
    public TypedHeaderValues<DiversionHeader> Diversions => All<DiversionHeader>(HeaderId.Diversion, DiversionHeader.TryRead);

    /// <summary>History-Info (RFC 7044).</summary>
    public TypedHeaderValues<HistoryInfoHeader> HistoryInfo => All<HistoryInfoHeader>(HeaderId.HistoryInfo, HistoryInfoHeader.TryRead);

    /// <summary>Path (RFC 3327).</summary>
    public TypedHeaderValues<AddressHeader> Path => All<AddressHeader>(HeaderId.Path, AddressHeader.TryRead);

    /// <summary>Service-Route (RFC 3608).</summary>
    public TypedHeaderValues<AddressHeader> ServiceRoute => All<AddressHeader>(HeaderId.ServiceRoute, AddressHeader.TryRead);

    /// <summary>Recv-Info (RFC 6086).</summary>
    public TypedHeaderValues<InfoPackageHeader> RecvInfo => All<InfoPackageHeader>(HeaderId.RecvInfo, InfoPackageHeader.TryRead);

    /// <summary>Info-Package (RFC 6086).</summary>
    public InfoPackageHeader? InfoPackage => Optional<InfoPackageHeader>(HeaderId.InfoPackage, InfoPackageHeader.TryRead);

    /// <summary>Refer-To (RFC 3515).</summary>
    public AddressHeader? ReferTo => Optional<AddressHeader>(HeaderId.ReferTo, AddressHeader.TryRead);

    /// <summary>Referred-By (RFC 3892).</summary>
    public AddressHeader? ReferredBy => Optional<AddressHeader>(HeaderId.ReferredBy, AddressHeader.TryRead);

    /// <summary>Replaces (RFC 3891).</summary>
    public DialogReferenceHeader? Replaces => Optional<DialogReferenceHeader>(HeaderId.Replaces, DialogReferenceHeader.TryRead);

    /// <summary>Join (RFC 3911).</summary>
    public DialogReferenceHeader? Join => Optional<DialogReferenceHeader>(HeaderId.Join, DialogReferenceHeader.TryRead);

    /// <summary>Target-Dialog (RFC 4538).</summary>
    public DialogReferenceHeader? TargetDialog => Optional<DialogReferenceHeader>(HeaderId.TargetDialog, DialogReferenceHeader.TryRead);

    /// <summary>Accept-Contact (RFC 3841).</summary>
    public TypedHeaderValues<FeatureSetHeader> AcceptContact => All<FeatureSetHeader>(HeaderId.AcceptContact, FeatureSetHeader.TryRead);

    /// <summary>Reject-Contact (RFC 3841).</summary>
    public TypedHeaderValues<FeatureSetHeader> RejectContact => All<FeatureSetHeader>(HeaderId.RejectContact, FeatureSetHeader.TryRead);

    /// <summary>Feature-Caps (RFC 6809).</summary>
    public TypedHeaderValues<FeatureSetHeader> FeatureCaps => All<FeatureSetHeader>(HeaderId.FeatureCaps, FeatureSetHeader.TryRead);

    /// <summary>Geolocation (RFC 6442).</summary>
    public TypedHeaderValues<UriReferenceHeader> Geolocation => All<UriReferenceHeader>(HeaderId.Geolocation, UriReferenceHeader.TryRead);

    /// <summary>CMR-Control; believed from trusted peers only.</summary>
    public TypedHeaderValues<CmrControlHeader> CmrControl => All<CmrControlHeader>(HeaderId.CmrControl, CmrControlHeader.TryRead);

    /// <summary>P-Associated-URI (RFC 7315).</summary>
    public TypedHeaderValues<AddressHeader> PAssociatedUri => All<AddressHeader>(HeaderId.PAssociatedUri, AddressHeader.TryRead);

    /// <summary>P-Charging-Function-Addresses (RFC 7315).</summary>
    public PChargingFunctionAddressesHeader? PChargingFunctionAddresses =>
        OptionalRow<PChargingFunctionAddressesHeader>(HeaderId.PChargingFunctionAddresses, PChargingFunctionAddressesHeader.TryRead);

    /// <summary>P-Served-User: the user and, as parameters, sescase and regstate (RFC 5502).</summary>
    public AddressHeader? PServedUser => Optional<AddressHeader>(HeaderId.PServedUser, AddressHeader.TryRead);

    /// <summary>Request-Disposition: directives such as <c>no-fork</c> (RFC 3841).</summary>
    public HeaderFieldValues RequestDisposition => Values(HeaderId.RequestDisposition);

    /// <summary>Geolocation-Routing: <c>yes</c> or <c>no</c> (RFC 6442).</summary>
    public Utf8Text GeolocationRouting => Value(HeaderId.GeolocationRouting);

    /// <summary>Geolocation-Error (RFC 6442).</summary>
    public GeolocationErrorHeader? GeolocationError => Optional<GeolocationErrorHeader>(HeaderId.GeolocationError, GeolocationErrorHeader.TryRead);

    /// <summary>SIP-ETag (RFC 3903).</summary>
    public Utf8Text SipETag => Value(HeaderId.SipETag);

    /// <summary>SIP-If-Match (RFC 3903).</summary>
    public Utf8Text SipIfMatch => Value(HeaderId.SipIfMatch);

    /// <summary>Identity (RFC 8224).</summary>
    public TypedHeaderValues<IdentityHeader> Identities => All<IdentityHeader>(HeaderId.Identity, IdentityHeader.TryRead);

    /// <summary>Session-ID (RFC 7989).</summary>
    public SessionIdHeader? SessionId => Optional<SessionIdHeader>(HeaderId.SessionId, SessionIdHeader.TryRead);

    /// <summary>Resource-Priority (RFC 4412).</summary>
    public TypedHeaderValues<ResourcePriorityHeader> ResourcePriority => All<ResourcePriorityHeader>(HeaderId.ResourcePriority, ResourcePriorityHeader.TryRead);

    /// <summary>Accept-Resource-Priority (RFC 4412).</summary>
    public TypedHeaderValues<ResourcePriorityHeader> AcceptResourcePriority =>
        All<ResourcePriorityHeader>(HeaderId.AcceptResourcePriority, ResourcePriorityHeader.TryRead);

    /// <summary>User-to-User (RFC 7433).</summary>
    public TypedHeaderValues<UserToUserHeader> UserToUser => All<UserToUserHeader>(HeaderId.UserToUser, UserToUserHeader.TryRead);

    /// <summary>Security-Client (RFC 3329).</summary>
    public TypedHeaderValues<SecurityMechanismHeader> SecurityClient => All<SecurityMechanismHeader>(HeaderId.SecurityClient, SecurityMechanismHeader.TryRead);

    /// <summary>Security-Server (RFC 3329).</summary>
    public TypedHeaderValues<SecurityMechanismHeader> SecurityServer => All<SecurityMechanismHeader>(HeaderId.SecurityServer, SecurityMechanismHeader.TryRead);

    /// <summary>Security-Verify (RFC 3329).</summary>
    public TypedHeaderValues<SecurityMechanismHeader> SecurityVerify => All<SecurityMechanismHeader>(HeaderId.SecurityVerify, SecurityMechanismHeader.TryRead);

    /// <summary>Max-Breadth (RFC 5393).</summary>
    public uint? MaxBreadth => Number(HeaderId.MaxBreadth, uint.MaxValue);

    /// <summary>Flow-Timer in seconds (RFC 5626).</summary>
    public uint? FlowTimer => Number(HeaderId.FlowTimer, uint.MaxValue);

    /// <summary>Refer-Sub (RFC 4488).</summary>
    public ReferSubHeader? ReferSub => Optional<ReferSubHeader>(HeaderId.ReferSub, ReferSubHeader.TryRead);

    /// <summary>Content-ID of the body (RFC 8262).</summary>
    public Utf8Text ContentId => Value(HeaderId.ContentId);
}
