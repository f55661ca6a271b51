using System.Collections.Immutable;
using Cmr.Domain.Content;

namespace Cmr.Sip.Calls;

/// <summary>What has to be known to choose what a caller hears.</summary>
/// <param name="Called">Request-URI of the call.</param>
/// <param name="Caller">P-Asserted-Identity, else From; a URI.</param>
/// <param name="CallerHidden">The caller asks for privacy, so nothing may be chosen by who it is (3GPP TS 24.182 §4.6.5).</param>
/// <param name="Encodings">Encodings that the caller can hear.</param>
internal sealed record ChoiceQuestion(string Called, string Caller, bool CallerHidden, ImmutableArray<TrackEncoding> Encodings);
