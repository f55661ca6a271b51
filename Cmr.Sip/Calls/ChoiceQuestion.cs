using System.Collections.Immutable;
using Cmr.Domain.Content;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Calls;

/// <summary>What has to be known to choose what a caller hears.</summary>
/// <param name="Called">Request-URI of the call.</param>
/// <param name="Caller">Who calls, as far as somebody vouches for it: a URI, or empty.</param>
/// <param name="CallerHidden">The caller asks for privacy, so nothing may be chosen by who it is (3GPP TS 24.182 §4.6.5).</param>
/// <param name="Encodings">Encodings that the caller can hear.</param>
internal sealed record ChoiceQuestion(string Called, string Caller, bool CallerHidden, ImmutableArray<TrackEncoding> Encodings)
{
    /// <summary>Call-ID of the call, from which follows what a box leaves to chance.</summary>
    public string CallId { get; init; } = "";

    public static ChoiceQuestion Of(SipRequest invite, CallerIdentity caller, ImmutableArray<TrackEncoding> encodings) =>
        new(invite.Uri.ToString(), caller.Uri, PrivacyWish.Of(invite).Identity, encodings) { CallId = invite.CallId.ToString() };
}
