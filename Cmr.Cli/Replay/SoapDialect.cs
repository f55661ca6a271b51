using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Cmr.Cli.Replay;

/// <summary>
/// The SOAP version in which samples are sent. They are written in SOAP 1.1; for 1.2 the envelope's namespace is exchanged, and the
/// answer is turned back, so that one set of samples tests both bindings.
/// </summary>
internal sealed class SoapDialect
{
    private const string Namespace11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Namespace12 = "http://www.w3.org/2003/05/soap-envelope";
    private const string ActionPrefix = "urn:oma:cmr:1.0/";
    private static readonly XNamespace Envelope11 = Namespace11;
    private static readonly XNamespace Envelope12 = Namespace12;

    private SoapDialect(bool isSoap12) => IsSoap12 = isSoap12;

    public static SoapDialect Soap11 { get; } = new(isSoap12: false);

    public static SoapDialect Soap12 { get; } = new(isSoap12: true);

    public bool IsSoap12 { get; }

    /// <summary>The HTTP request that carries an envelope.</summary>
    public HttpRequestMessage Request(Uri address, string operation, string envelope)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(IsSoap12 ? envelope.Replace(Namespace11, Namespace12, StringComparison.Ordinal) : envelope));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        string action = $"\"{ActionPrefix}{operation}\"";
        content.Headers.ContentType = new MediaTypeHeaderValue(IsSoap12 ? "application/soap+xml" : "text/xml", "utf-8");
        if (IsSoap12) content.Headers.ContentType.Parameters.Add(new NameValueHeaderValue("action", action));
        else request.Headers.TryAddWithoutValidation("SOAPAction", action);
        return request;
    }

    /// <summary>HTTP status of an answer. SOAP 1.1 has one for every fault (§6.2), 1.2 tells whose fault it is (part 2 §7.5.2.2).</summary>
    public int StatusOf(StepKind kind, XElement expected)
    {
        if (kind is StepKind.Response) return 200;
        bool isOurs = !IsSoap12 || (string?)expected.Element("faultcode") is not "Client";
        return isOurs ? 500 : 400;
    }

    /// <summary>What stands in the body of an envelope, as SOAP 1.1 would have it: a message, or a fault with plain names of codes.</summary>
    /// <exception cref="FormatException">It is no envelope with one element in its body.</exception>
    public static XElement BodyOf(XDocument document)
    {
        XElement envelope = document.Root!; // a document that was read has a root
        XNamespace version = envelope.Name.Namespace;
        if (envelope.Name.LocalName != "Envelope" || (version != Envelope11 && version != Envelope12)) throw new FormatException($"the root element is {envelope.Name}, no SOAP envelope");
        XElement[] body = [.. envelope.Elements(version + "Body").Elements()];
        if (body.Length != 1) throw new FormatException($"the body has {body.Length} elements");
        if (body[0].Name != version + "Fault") return body[0];
        return version == Envelope11 ? Plain(body[0]) : Plain12(body[0]);
    }

    /// <summary>The SOAP version of an envelope, for people.</summary>
    public static string VersionOf(XDocument document) => document.Root?.Name.Namespace == Envelope12 ? "SOAP 1.2" : "SOAP 1.1";

    private static XElement Plain(XElement fault)
    {
        var plain = new XElement(fault);
        if (plain.Element("faultcode") is { } code) code.Value = NameOf(code.Value, fault);
        return plain;
    }

    private static XElement Plain12(XElement fault)
    {
        string code = NameOf((string?)fault.Element(Envelope12 + "Code")?.Element(Envelope12 + "Value") ?? "", fault) switch
        {
            "Sender" => "Client",
            "Receiver" => "Server",
            string other => other,
        };
        var plain = new XElement(Envelope11 + "Fault", new XElement("faultcode", code), new XElement("faultstring", (string?)fault.Element(Envelope12 + "Reason")?.Element(Envelope12 + "Text")));
        if (fault.Element(Envelope12 + "Node") is { } node) plain.Add(new XElement("faultactor", node.Value));
        if (fault.Element(Envelope12 + "Detail") is { } detail) plain.Add(new XElement("detail", detail.Elements()));
        return plain;
    }

    // a code is a qualified name; those of SOAP itself are shown by their local name
    private static string NameOf(string qualified, XElement scope)
    {
        int colon = qualified.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || qualified.StartsWith("{{", StringComparison.Ordinal)) return qualified.Trim();
        XNamespace? name = scope.GetNamespaceOfPrefix(qualified[..colon].Trim());
        string local = qualified[(colon + 1)..].Trim();
        return name == Envelope11 || name == Envelope12 ? local : name is null ? qualified.Trim() : $"{{{name}}}{local}";
    }
}
