using System.Net;
using System.Text;
using Cmr.Soap.Dispatch;

namespace Cmr.Soap.Metadata;

/// <summary>The page a person sees who opens the address of a service in a browser.</summary>
internal static class ServicePage
{
    public static string Render(SoapService service)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Text(service.Name)).Append("</title></head><body>\n<h1>")
            .Append(Text(service.Name)).Append("</h1>\n<p>").Append(Text(service.Description)).Append("</p>\n");
        if (service.WsdlName.Length > 0) page.Append("<p>SOAP 1.1, document/literal: <a href=\"?wsdl\">WSDL</a></p>\n");
        page.Append("<dl>\n");
        foreach (ISoapOperation operation in service.Operations)
            page.Append("<dt>").Append(Text(operation.Name)).Append("</dt><dd>").Append(Text(operation.Description)).Append("</dd>\n");
        page.Append("</dl>\n");
        foreach (string name in service.Documents.Keys.Where(name => name.EndsWith(".xsd", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            page.Append("<a href=\"?xsd=").Append(Uri.EscapeDataString(name)).Append("\">").Append(Text(name)).Append("</a>\n");
        return page.Append("</body></html>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
