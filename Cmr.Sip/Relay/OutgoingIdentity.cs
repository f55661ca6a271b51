using Cmr.Protocols.Text;

namespace Cmr.Sip.Relay;

/// <summary>What names the dialogs with the called side at our end.</summary>
/// <param name="CallId">Call-ID of the B-leg.</param>
/// <param name="Tag">From tag.</param>
internal sealed record OutgoingIdentity(Utf8Text CallId, Utf8Text Tag);
