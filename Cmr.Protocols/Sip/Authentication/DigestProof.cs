using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>The result of looking at a request.</summary>
/// <param name="Outcome">What it proves.</param>
/// <param name="User">The user claimed; empty for <see cref="DigestOutcome.None"/> and <see cref="DigestOutcome.Malformed"/>.</param>
/// <param name="Nonce">The nonce used.</param>
/// <param name="NonceState">What the nonce is worth.</param>
/// <param name="MadeAt">When the nonce was made.</param>
/// <param name="Count">Count of this use.</param>
public readonly record struct DigestProof(DigestOutcome Outcome, Utf8Text User, Utf8Text Nonce, NonceState NonceState, TimeSpan MadeAt, uint Count);
