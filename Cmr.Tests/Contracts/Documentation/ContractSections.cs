using System.Globalization;
using System.Text;
using Cmr.Persistence.Settings;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>The parts of <c>wsdl/README.md</c> that follow from the WSDL files and the schemas.</summary>
internal static class ContractSections
{
    private static readonly string[] Kinds = ["Subscriber", "ContentProvider", "ServiceProvider", "Application"];

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["roles"] = Roles(),
        ["statuses"] = Statuses(),
        ["values"] = Values(),
        ["settings"] = Settings(),
        ["additions"] = Additions(),
        ["printed"] = Tables(TableNumbers.Printed),
        ["tables"] = Tables(TableNumbers.Own),
    };

    private static string Roles()
    {
        StringBuilder text = new("| interface | operation | CMR Subscriber | Content Provider | Service Provider | Application |\n|---|---|---|---|---|---|\n");
        foreach (InterfaceText service in InterfaceText.All)
        {
            foreach (OperationText operation in service.Operations)
                text.Append(CultureInfo.InvariantCulture, $"| {service.Title} | `{operation.Name}` | {string.Join(" | ", Kinds.Select(kind => !operation.Permits.TryGetValue(kind, out string? what) ? "–" : what.Length == 0 ? "yes" : what))} |\n");
        }

        return text.ToString();
    }

    private static string Statuses()
    {
        StringBuilder text = new("| operation | code | when |\n|---|---|---|\n");
        foreach (OperationText operation in InterfaceText.All.SelectMany(service => service.Operations).DistinctBy(operation => operation.Name))
            foreach ((string code, string when) in operation.Statuses) text.Append(CultureInfo.InvariantCulture, $"| `{operation.Name}` | `{code}` | {when} |\n");
        return text.ToString();
    }

    private static string Values()
    {
        StringBuilder text = new("| type | value | meaning |\n|---|---|---|\n");
        foreach (EnumerationText enumeration in EnumerationText.All)
        {
            foreach ((string value, string name, string meaning) in enumeration.Values)
                text.Append(CultureInfo.InvariantCulture, $"| `{enumeration.Name}` | `{value}`{(name.Length == 0 ? "" : " " + name)} | {meaning} |\n");
        }

        return text.ToString();
    }

    private static string Settings()
    {
        StringBuilder text = new("| setting | default | may be | what it does |\n|---|---|---|---|\n");
        foreach (SystemSetting setting in SystemSetting.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {setting.DefaultValue} | {setting.Rule} | {AnnotationText.Cell(setting.Description)} |\n");
        return text.ToString();
    }

    private static string Additions()
    {
        StringBuilder text = new("| where | addition | Type | Cardinality | Description |\n|---|---|---|---|---|\n");
        foreach (IGrouping<string, TableRow> table in TableRow.All.GroupBy(row => row.ComplexType))
        {
            HashSet<string> printed = [.. table.Where(row => row.Printed is not null).Select(row => row.Element)];
            foreach (ParameterText own in StructureText.Read(table.Key).Parameters.Where(parameter => !printed.Contains(parameter.Name)))
                text.Append(CultureInfo.InvariantCulture, $"| Table {table.First().Table} `{table.Key}` {own.Row}\n");
        }

        return text.ToString();
    }

    private static string Tables(IEnumerable<StructureText> structures)
    {
        StringBuilder text = new();
        foreach (StructureText structure in structures)
        {
            text.Append(CultureInfo.InvariantCulture, $"**Table {TableNumbers.Of(structure.Name)}: {structure.Name}.** {structure.Description}\n\n{StructureText.Head}\n");
            foreach (string row in structure.Rows) text.Append(row).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }
}
