using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>One line of <see cref="KnownHeaders"/>.</summary>
/// <param name="Id">Its identity in the code.</param>
/// <param name="Name">Name as written on the wire.</param>
/// <param name="Compact">Compact form, or <c>'\0'</c>.</param>
/// <param name="Form">How often it may come.</param>
/// <param name="Rejection">
/// Why a message with a malformed value is refused; <see cref="SipRejection.None"/>: the value is then ignored,
/// as RFC 3261 §8.2 wants it for whatever is not needed to process a request.
/// </param>
/// <param name="IsValid">Checks one value; only called when there is a rejection.</param>
internal sealed record HeaderDefinition(
    HeaderId Id, string Name, char Compact, HeaderForm Form, SipRejection Rejection = SipRejection.None, Func<Utf8Text, bool>? IsValid = null)
{
    internal Utf8Text NameText { get; } = Utf8Text.Of(Name);
}
