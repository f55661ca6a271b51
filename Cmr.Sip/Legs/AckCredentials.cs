using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Legs;

/// <summary>The ACK to a 2xx carries the credentials of the INVITE (RFC 3261 §22.1).</summary>
internal static class AckCredentials
{
    public static SipRequestBuilder CopyAuthorization(this SipRequestBuilder ack, SipRequest invite) =>
        ack.Copy(invite, HeaderId.Authorization).Copy(invite, HeaderId.ProxyAuthorization);
}
