using System.Globalization;
using System.Text;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>The page of an interface: everything that its WSDL and schemas say, for reading.</summary>
internal static class InterfacePage
{
    public static string Render(InterfaceText service)
    {
        StringBuilder page = new();
        page.Append("<!-- Generated from wsdl/; see wsdl/README.md, Documents -->\n").Append(CultureInfo.InvariantCulture, $"# {service.Title}\n\n{service.Description}\n\n")
            .Append(CultureInfo.InvariantCulture, $"Served at `/{service.Path}` in SOAP 1.1 and SOAP 1.2; contract [`{service.Path}.wsdl`](../../wsdl/{service.Path}.wsdl), also at `/{service.Path}?wsdl`.\n")
            .Append("How to begin, credentials, and the status codes that every operation can answer with: [the contract](../../wsdl/README.md).\n\n")
            .Append("| operation | for |\n|---|---|\n");
        foreach (OperationText operation in service.Operations)
            page.Append(CultureInfo.InvariantCulture, $"| [`{operation.Name}`](#{operation.Name.ToLowerInvariant()}) | {string.Join(", ", operation.Permits.Select(Permit))} |\n");
        foreach (OperationText operation in service.Operations) AppendOperation(page, operation);
        AppendStructures(page, service);
        return page.ToString();
    }

    private static string Permit(KeyValuePair<string, string> permit) => permit.Value.Length == 0 ? Words(permit.Key) : $"{Words(permit.Key)} ({permit.Value})";

    private static string Words(string kind) => kind switch
    {
        "Subscriber" => "CMR Subscriber",
        "ContentProvider" => "Content Provider",
        "ServiceProvider" => "Service Provider",
        _ => kind,
    };

    private static void AppendOperation(StringBuilder page, OperationText operation)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {operation.Name}\n\n{operation.Description}\n");
        AppendTable(page, StructureText.Read(operation.Name + "Request"));
        AppendTable(page, StructureText.Read(operation.Name + "Response"));
        if (operation.Statuses.Count == 0) return;
        page.Append("\n| status code | when |\n|---|---|\n");
        foreach ((string code, string when) in operation.Statuses) page.Append(CultureInfo.InvariantCulture, $"| `{code}` | {when} |\n");
    }

    private static void AppendStructures(StringBuilder page, InterfaceText service)
    {
        string[] messages = [.. service.Operations.SelectMany(operation => new[] { operation.Name + "Request", operation.Name + "Response" })];
        StructureText[] all = [.. StructureText.ReadAll(messages)];
        page.Append("\n## Structures\n");
        if (all.Length == messages.Length) page.Append("\nNone: every parameter is a single value.\n");
        foreach (StructureText structure in all.Where(structure => !messages.Contains(structure.Name, StringComparer.Ordinal))) AppendTable(page, structure);
        HashSet<string?> used = [.. all.SelectMany(structure => structure.Parameters).Select(parameter => parameter.Enumeration)];
        page.Append("\n## Values\n");
        foreach (EnumerationText enumeration in EnumerationText.All.Where(enumeration => used.Contains(enumeration.Name)))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n**{enumeration.Name}**: {enumeration.Description}\n\n| value | name | meaning |\n|---|---|---|\n");
            foreach (string row in enumeration.Rows) page.Append(row).Append('\n');
        }
    }

    private static void AppendTable(StringBuilder page, StructureText structure)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n**{structure.Name}** (Table {TableNumbers.Of(structure.Name)}). {structure.Description}\n\n").Append(StructureText.Head).Append('\n');
        foreach (string row in structure.Rows) page.Append(row).Append('\n');
    }
}
