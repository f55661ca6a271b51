using System.Globalization;
using System.Security.Cryptography;

namespace Cmr.Tests.Service;

/// <summary>Envelopes letter by letter, for what the generated clients would not send.</summary>
internal static class Envelopes
{
    public const string QuerySettings = """<ManageSystemSettingRequest xmlns="urn:oma:cmr:1.0"><TransactionId>t</TransactionId><OperationType>1</OperationType></ManageSystemSettingRequest>""";

    private const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";

    public static string With(string header, string body) =>
        $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>""";

    public static string SessionKey(string key) => $"""<SessionKey xmlns="urn:oma:cmr:1.0">{key}</SessionKey>""";

    public static string UsernameToken(string name, string secret) => Token($"<o:Username>{name}</o:Username><o:Password>{secret}</o:Password>");

    public static string WithDigest(string name, string secret, string body)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(16);
        string created = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return With(Token($"""
            <o:Username>{name}</o:Username><o:Password Type="{Profile}#PasswordDigest">{Cmr.Soap.Security.UsernameToken.Digest(nonce, created, secret)}</o:Password>
            <o:Nonce>{Convert.ToBase64String(nonce)}</o:Nonce><u:Created xmlns:u="{Utility}">{created}</u:Created>
            """), body);
    }

    private static string Token(string content) => $"""<o:Security xmlns:o="{Security}"><o:UsernameToken>{content}</o:UsernameToken></o:Security>""";
}
