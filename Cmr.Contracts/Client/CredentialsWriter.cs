using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Cmr.Contracts.Soap;
using Cmr.Contracts.Writing;

namespace Cmr.Contracts.Client;

/// <summary>Writes credentials as header blocks.</summary>
internal static class CredentialsWriter
{
    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private const int NonceBytes = 16;

    public static void Write(XmlWriter writer, SoapCredentials credentials, TimeProvider clock)
    {
        switch (credentials)
        {
            case SoapCredentials.Session session:
                writer.WriteElementString(ContractNames.SessionKey.Name, ContractNames.SessionKey.Namespace, LegalText.Clean(session.Key));
                break;
            case SoapCredentials.UsernameToken token:
                WriteToken(writer, token, clock);
                break;
        }
    }

    private static void WriteToken(XmlWriter writer, SoapCredentials.UsernameToken token, TimeProvider clock)
    {
        writer.WriteStartElement("wsse", "Security", Security);
        writer.WriteStartElement("wsse", "UsernameToken", Security);
        writer.WriteElementString("wsse", "Username", Security, LegalText.Clean(token.Username));
        if (token.Digest)
        {
            byte[] nonce = RandomNumberGenerator.GetBytes(NonceBytes);
            string created = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            WritePassword(writer, "#PasswordDigest", Digest(nonce, created, token.Password));
            writer.WriteElementString("wsse", "Nonce", Security, Convert.ToBase64String(nonce));
            writer.WriteElementString("wsu", "Created", Utility, created);
        }
        else
        {
            WritePassword(writer, "#PasswordText", LegalText.Clean(token.Password));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WritePassword(XmlWriter writer, string type, string password)
    {
        writer.WriteStartElement("wsse", "Password", Security);
        writer.WriteAttributeString("Type", Profile + type);
        writer.WriteString(password);
        writer.WriteEndElement();
    }

    /// <summary>UsernameToken Profile 1.0 §3.1: Base64(SHA-1(nonce + created + password)).</summary>
    private static string Digest(byte[] nonce, string created, string password)
    {
#pragma warning disable CA5350 // the profile prescribes SHA-1
        return Convert.ToBase64String(SHA1.HashData([.. nonce, .. Encoding.UTF8.GetBytes(created + password)]));
#pragma warning restore CA5350
    }
}
