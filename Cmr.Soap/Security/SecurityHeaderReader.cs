using System.Xml;
using Cmr.Soap.Envelope;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Security;

/// <summary>Reads the Security header block of WS-Security 1.0: a UsernameToken and a Timestamp; nothing else can be verified here.</summary>
internal static class SecurityHeaderReader
{
    public const string SecurityNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public const string UtilityNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    /// <summary>How far the clock of a client may be off.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Reads the block the reader stands on and moves behind it.</summary>
    /// <param name="reader">Stands on the start tag of the block.</param>
    /// <param name="isMandatory">
    /// Whether all of it must be understood. Then a signature, a certificate or anything else that would have to be verified is
    /// refused; otherwise it is skipped, and worth nothing.
    /// </param>
    /// <param name="now">For timestamps.</param>
    /// <returns>The UsernameToken; <see langword="null"/> when there is none.</returns>
    /// <exception cref="SoapFaultException">The block is malformed, expired, or cannot be verified.</exception>
    public static UsernameToken? Read(XmlReader reader, bool isMandatory, DateTimeOffset now)
    {
        UsernameToken? token = null;
        bool hasTimestamp = false;
        foreach (string name in ElementWalk.Children(reader, SecurityNamespace, UtilityNamespace))
        {
            switch (name)
            {
                case "UsernameToken":
                    if (token is not null) throw Invalid("The Security header has more than one UsernameToken");
                    token = UsernameTokenReader.Read(reader);
                    break;
                case "Timestamp":
                    if (hasTimestamp) throw Invalid("The Security header has more than one Timestamp");
                    hasTimestamp = true;
                    CheckTimestamp(reader, now);
                    break;
                default:
                    if (isMandatory) throw Unsupported(reader.LocalName);
                    reader.Skip();
                    break;
            }
        }

        return token;
    }

    /// <summary>WS-Security 1.0 §10: Created and Expires, each at most once.</summary>
    private static void CheckTimestamp(XmlReader reader, DateTimeOffset now)
    {
        DateTimeOffset? created = null, expires = null;
        foreach (string name in ElementWalk.Children(reader, UtilityNamespace))
        {
            switch (name)
            {
                case "Created" when created is null: created = UsernameTokenReader.ParseTime(reader.ReadElementContentAsString().Trim(), "Created of the Timestamp"); break;
                case "Expires" when expires is null: expires = UsernameTokenReader.ParseTime(reader.ReadElementContentAsString().Trim(), "Expires of the Timestamp"); break;
                case "Created" or "Expires": throw Invalid($"The Timestamp has more than one {name}");
                default: reader.Skip(); break;
            }
        }

        if (expires < now - Skew) throw Expired("The Timestamp of the Security header has expired");
        if (created > now + Skew) throw Expired("The Timestamp of the Security header was created in the future");
        if (expires < created) throw Invalid("The Timestamp of the Security header expires before it was created");
    }

    /// <summary>A fault of WS-Security 1.0 §12.</summary>
    public static SoapFaultException Invalid(string reason) => Fault(reason, SecurityNamespace, "InvalidSecurity");

    private static SoapFaultException Unsupported(string element) =>
        Fault($"The Security header must be understood, but {ShortText.Cut(element, 64)} cannot be verified here; send a UsernameToken or a session key", SecurityNamespace, "UnsupportedSecurityToken");

    private static SoapFaultException Expired(string reason) => Fault(reason, UtilityNamespace, "MessageExpired");

    private static SoapFaultException Fault(string reason, string codeNamespace, string code) =>
        new(new SoapFault(SoapFaultCode.Client, reason) { Subcode = new XmlQualifiedName(code, codeNamespace) });
}
