using System.Globalization;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Dialogs;

/// <summary>What a 2xx settles about the session interval.</summary>
/// <param name="Seconds">Session interval; 0: none.</param>
/// <param name="IsLocal">We refresh.</param>
/// <param name="MustUnderstand">The response carries <c>Require: timer</c>, since the peer takes part (RFC 4028 §9).</param>
public readonly record struct SessionAgreement(uint Seconds, bool IsLocal, bool MustUnderstand = false)
{
    /// <summary>No interval.</summary>
    public static SessionAgreement None => default;

    /// <summary>Session-Expires of the 2xx that we send as the server of the request.</summary>
    public Utf8Text AsServer => string.Create(CultureInfo.InvariantCulture, $"{Seconds};refresher={(IsLocal ? "uas" : "uac")}");
}
