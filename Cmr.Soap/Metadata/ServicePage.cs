using System.Globalization;
using System.Net;
using System.Text;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;

namespace Cmr.Soap.Metadata;

/// <summary>The page a person sees who opens the address of a service in a browser. Needs neither scripts nor other files.</summary>
internal static class ServicePage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b2733;background:#fff}"
        + "h1{margin:0;font-size:1.7rem}header{border-bottom:1px solid #d5dde5;padding-bottom:1rem}code{font-size:.95em;overflow-wrap:anywhere}"
        + "dt{font-weight:600;margin-top:.9rem}dd{margin:0}a{color:#0b5cad}.links a{margin-right:1rem;white-space:nowrap}footer{margin-top:2rem;color:#5b6b7a;font-size:.9rem}"
        + "@media(prefers-color-scheme:dark){body{background:#14191f;color:#dde5ec}a{color:#7ab8f5}header{border-color:#35414d}footer{color:#93a2b0}}";

    public static string Render(SoapService service, string address)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{Text(service.Name)}</title><style>{Style}</style></head><body>
            <header><h1>{Text(service.Name)}</h1><p>{Text(service.Description)}</p></header>
            <p>Address <code>{Text(address)}</code>, document/literal.<br>{Binding(SoapVersion.Soap11)} or {Binding(SoapVersion.Soap12)}.</p>

            """);
        AppendLinks(page, service);
        page.Append(CultureInfo.InvariantCulture, $"<h2>{service.Operations.Count} operations</h2>\n<dl>\n");
        foreach (ISoapOperation operation in service.Operations)
            page.Append("<dt>").Append(Text(operation.Name)).Append("</dt><dd>").Append(Text(operation.Description)).Append("</dd>\n");
        page.Append("</dl>\n");
        if (service.Product.Length > 0) page.Append("<footer>").Append(Text(service.Product)).Append("</footer>\n");
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendLinks(StringBuilder page, SoapService service)
    {
        if (service.WsdlName.Length > 0) page.Append("<p class=\"links\"><a href=\"?wsdl\">WSDL</a><a href=\"?singleWsdl\">WSDL in one document</a></p>\n");
        string[] schemas = [.. service.Documents.Keys.Where(name => name.EndsWith(".xsd", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (schemas.Length == 0) return;
        page.Append("<p class=\"links\">");
        foreach (string name in schemas) page.Append("<a href=\"?xsd=").Append(Uri.EscapeDataString(name)).Append("\">").Append(Text(name)).Append("</a> ");
        page.Append("</p>\n");
    }

    private static string Binding(SoapVersion version) => $"{version.Name} with <code>Content-Type: {version.MediaType}</code>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
