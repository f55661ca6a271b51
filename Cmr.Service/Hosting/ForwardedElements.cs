using System.Net;

namespace Cmr.Service.Hosting;

/// <summary>Translates the header Forwarded (RFC 7239) into the X-Forwarded headers, which it replaces.</summary>
internal static class ForwardedElements
{
    private const string Forwarded = "Forwarded";
    private const int MaximumLength = 2048;

    public static void Translate(IHeaderDictionary headers)
    {
        string text = headers[Forwarded].ToString();
        if (text.Length is 0 or > MaximumLength) return;
        List<string> clients = [], schemes = [], hosts = [];
        foreach (string element in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string pair in element.Split(';', StringSplitOptions.TrimEntries))
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0) continue;
                string value = pair[(equals + 1)..].Trim('"');
                switch (pair[..equals].ToUpperInvariant())
                {
                    case "FOR": clients.Add(WithoutBrackets(value)); break;
                    case "PROTO": schemes.Add(value); break;
                    case "HOST": hosts.Add(value); break;
                }
            }
        }

        Set(headers, "X-Forwarded-For", clients);
        Set(headers, "X-Forwarded-Proto", schemes);
        Set(headers, "X-Forwarded-Host", hosts);
    }

    private static void Set(IHeaderDictionary headers, string name, List<string> values)
    {
        if (values.Count > 0) headers[name] = string.Join(", ", values);
        else headers.Remove(name);
    }

    /// <summary>An IPv6 address without a port is written in brackets there, and without them here.</summary>
    private static string WithoutBrackets(string client) =>
        client.StartsWith('[') && client.EndsWith(']') && IPAddress.TryParse(client, out IPAddress? address) ? address.ToString() : client;
}
