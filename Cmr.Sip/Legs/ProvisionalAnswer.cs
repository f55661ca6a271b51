using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Legs;

/// <summary>An 18x to the caller.</summary>
/// <param name="Dialog">The dialog it belongs to.</param>
/// <param name="Draft">The response without RSeq.</param>
/// <param name="Session">What its body means to the offer/answer exchange.</param>
internal sealed record ProvisionalAnswer(CallerDialog Dialog, SipResponse Draft, SessionPart Session);
