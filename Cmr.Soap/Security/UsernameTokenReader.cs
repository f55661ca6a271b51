using System.Globalization;
using System.Xml;
using Cmr.Soap.Envelope;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Security;

/// <summary>Reads the Security header block of WS-Security 1.0.</summary>
internal static class UsernameTokenReader
{
    public const string SecurityNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string UtilityNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string ProfileNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private const int MaxNonceBytes = 64;

    /// <summary>Reads the block the reader stands on and moves behind it. Tokens of other kinds and timestamps are skipped.</summary>
    /// <returns>The first UsernameToken; <see langword="null"/> when there is none.</returns>
    /// <exception cref="SoapFaultException">The token is malformed.</exception>
    public static UsernameToken? Read(XmlReader reader)
    {
        UsernameToken? token = null;
        foreach (string name in ElementWalk.Children(reader, SecurityNamespace))
        {
            if (name == "UsernameToken" && token is null) token = ReadToken(reader);
            else reader.Skip();
        }

        return token;
    }

    private static UsernameToken ReadToken(XmlReader reader)
    {
        string username = string.Empty, password = string.Empty, created = string.Empty, nonce = string.Empty;
        PasswordType type = PasswordType.None;
        foreach (string name in ElementWalk.Children(reader, SecurityNamespace, UtilityNamespace))
        {
            switch (name)
            {
                case "Username": username = reader.ReadElementContentAsString().Trim(); break;
                case "Nonce": nonce = reader.ReadElementContentAsString().Trim(); break;
                case "Created": created = reader.ReadElementContentAsString().Trim(); break;
                case "Password":
                    type = TypeOf(reader.GetAttribute("Type"));
                    password = reader.ReadElementContentAsString();
                    break;
                default: reader.Skip(); break;
            }
        }

        if (username.Length == 0) throw new SoapFaultException("The UsernameToken has no Username");
        return new UsernameToken
        {
            Username = username,
            PasswordType = type,
            Password = type == PasswordType.Digest ? password.Trim() : password,
            Nonce = Decode(nonce),
            CreatedText = created,
            Created = ParseCreated(created),
        };
    }

    private static PasswordType TypeOf(string? type) => type switch
    {
        null or "" or ProfileNamespace + "#PasswordText" or "PasswordText" => PasswordType.Text,
        ProfileNamespace + "#PasswordDigest" or "PasswordDigest" => PasswordType.Digest,
        _ => throw new SoapFaultException("The Password of the UsernameToken is of an unknown Type"),
    };

    private static byte[] Decode(string nonce)
    {
        Span<byte> bytes = stackalloc byte[MaxNonceBytes];
        if (!Convert.TryFromBase64String(nonce, bytes, out int length)) throw new SoapFaultException("The Nonce of the UsernameToken is no Base64 of at most 64 octets");
        return bytes[..length].ToArray();
    }

    private static DateTimeOffset? ParseCreated(string created)
    {
        if (created.Length == 0) return null;
        return DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? value
            : throw new SoapFaultException("Created of the UsernameToken is no date and time");
    }
}
