using System.Text.Json.Nodes;

namespace Cmr.Tests.Contracts;

/// <summary>One row of a parameter table as this project reads it.</summary>
internal sealed record TableRow(int Table, string ComplexType, int Index, string? Printed, string Element, string Type, int MinOccurs, string MaxOccurs, int? MinInclusive)
{
    /// <summary>All rows of Tables 1 to 23.</summary>
    public static IReadOnlyList<TableRow> All { get; } = Load();

    private static List<TableRow> Load()
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "spec", "tables.json")))!; // the file is an object
        List<TableRow> rows = [];
        foreach (JsonNode table in root["tables"]!.AsArray().OfType<JsonNode>().Where(table => table["rows"] is not null))
        {
            int index = 0;
            foreach (JsonNode row in table["rows"]!.AsArray().OfType<JsonNode>())
            {
                JsonNode wire = row["wire"]!; // every row has its reading
                rows.Add(new TableRow((int)table["table"]!, (string)table["complexType"]!, index++, (string?)row["parameter"], (string)wire["element"]!,
                    (string)wire["type"]!, (int)wire["minOccurs"]!, wire["maxOccurs"]!.ToString(), (int?)wire["minInclusive"]));
            }
        }

        return rows;
    }
}
