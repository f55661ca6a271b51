using System.Text;

namespace Cmr.Benchmarks.Soap;

/// <summary>One of the handlers that are measured against each other, and the request that it gets.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Path">Where it is.</param>
/// <param name="ContentType">Announces the version of SOAP.</param>
/// <param name="Envelope">The request.</param>
internal sealed record SoapPeer(string Name, string Path, string ContentType, string Envelope)
{
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private const string Xml = "text/xml; charset=utf-8";
    private const string SessionKey = "<cmr:SessionKey>3v1Xq0l9n0mQ5p7cY2sV8w</cmr:SessionKey>";
    private const string Token =
        """<w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" s:mustUnderstand="1"><w:UsernameToken><w:Username>sp-operator</w:Username><w:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText">correct horse</w:Password></w:UsernameToken></w:Security>""";

    public static SoapPeer Bare { get; } = new("Bare Kestrel endpoint", "/bare", Xml, With(Soap11, SessionKey));

    public static SoapPeer Hand { get; } = new("Written by hand with XmlReader and XmlWriter, no checks", "/hand", Xml, With(Soap11, SessionKey));

    public static SoapPeer Ours { get; } = new("SubscribeCmrResource, whole SOAP layer, SOAP 1.1 and a session key", "/cmr1", Xml, With(Soap11, SessionKey));

    public static SoapPeer Ours12 { get; } = new("the same in SOAP 1.2", "/cmr1", "application/soap+xml; charset=utf-8", With(Soap12, SessionKey));

    public static SoapPeer OursWithToken { get; } = new("the same in SOAP 1.1 with a UsernameToken", "/cmr1", Xml, With(Soap11, Token));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SoapPeer> All { get; } = [Bare, Hand, Ours, Ours12, OursWithToken];

    /// <summary>The whole HTTP request.</summary>
    public byte[] Request(int port) => Encoding.UTF8.GetBytes(
        $"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: {ContentType}\r\nSOAPAction: \"urn:oma:cmr:1.0/SubscribeCmrResource\"\r\nContent-Length: {Encoding.UTF8.GetByteCount(Envelope)}\r\n\r\n{Envelope}");

    private static string With(string soap, string header) =>
        $"""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{soap}" xmlns:cmr="urn:oma:cmr:1.0"><s:Header>{header}</s:Header><s:Body><cmr:SubscribeCmrResourceRequest><cmr:TransactionId>t-4</cmr:TransactionId><cmr:SubscriberId>+8613900000002</cmr:SubscriberId><cmr:ResourceId>song-1</cmr:ResourceId></cmr:SubscribeCmrResourceRequest></s:Body></s:Envelope>""";
}
