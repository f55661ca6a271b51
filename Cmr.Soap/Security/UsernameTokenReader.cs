using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Cmr.Soap.Envelope;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Security;

/// <summary>Reads a UsernameToken (OASIS WSS UsernameToken Profile 1.0 §3.1).</summary>
internal static partial class UsernameTokenReader
{
    private const string ProfileNamespace = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private const int MaxNonceBytes = 64;

    /// <summary>Reads the token the reader stands on and moves behind it.</summary>
    /// <exception cref="SoapFaultException">The token is malformed.</exception>
    public static UsernameToken Read(XmlReader reader)
    {
        string? username = null, password = null, created = null, nonce = null;
        PasswordType type = PasswordType.None;
        foreach (string name in ElementWalk.Children(reader, SecurityHeaderReader.SecurityNamespace, SecurityHeaderReader.UtilityNamespace))
        {
            switch (name)
            {
                case "Username": username = Once(username, name, reader); break;
                case "Nonce": nonce = Once(nonce, name, reader); break;
                case "Created": created = Once(created, name, reader); break;
                case "Password":
                    type = TypeOf(reader.GetAttribute("Type"));
                    password = Once(password, name, reader);
                    break;
                default: reader.Skip(); break;
            }
        }

        username = username?.Trim();
        if (string.IsNullOrEmpty(username)) throw SecurityHeaderReader.Invalid("The UsernameToken has no Username");
        created = created?.Trim() ?? string.Empty;
        return new UsernameToken
        {
            Username = username,
            PasswordType = type,
            Password = (type == PasswordType.Digest ? password?.Trim() : password) ?? string.Empty,
            Nonce = Decode(nonce?.Trim() ?? string.Empty),
            CreatedText = created,
            Created = created.Length == 0 ? null : ParseTime(created, "Created of the UsernameToken"),
        };
    }

    /// <summary>An instant; one without an offset is in UTC.</summary>
    /// <exception cref="SoapFaultException">It is none.</exception>
    public static DateTimeOffset ParseTime(string text, string what) =>
        Instant.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? value
            : throw SecurityHeaderReader.Invalid($"{what} is no date and time");

    // Date and time in full (xs:dateTime): what is left out would be taken from today, and the digest does not tell nonce and time apart
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Instant { get; }

    private static string Once(string? before, string name, XmlReader reader) => before is null
        ? reader.ReadElementContentAsString()
        : throw SecurityHeaderReader.Invalid($"The UsernameToken has more than one {name}");

    private static PasswordType TypeOf(string? type) => type switch
    {
        null or "" or ProfileNamespace + "#PasswordText" or "PasswordText" => PasswordType.Text,
        ProfileNamespace + "#PasswordDigest" or "PasswordDigest" => PasswordType.Digest,
        _ => throw SecurityHeaderReader.Invalid("The Password of the UsernameToken is of an unknown Type"),
    };

    private static byte[] Decode(string nonce)
    {
        Span<byte> bytes = stackalloc byte[MaxNonceBytes];
        if (!Convert.TryFromBase64String(nonce, bytes, out int length)) throw SecurityHeaderReader.Invalid("The Nonce of the UsernameToken is no Base64 of at most 64 octets");
        return bytes[..length].ToArray();
    }
}
