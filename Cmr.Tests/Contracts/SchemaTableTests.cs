using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;

namespace Cmr.Tests.Contracts;

/// <summary>Every row of Tables 1 to 26 against the compiled schemas.</summary>
[TestClass]
public sealed class SchemaTableTests
{
    private static IEnumerable<object[]> Rows => TableRow.All.Select(row => new object[] { row.Table, row.Index, row.Element });

    [TestMethod]
    public void There_are_23_tables_of_parameters()
    {
        CollectionAssert.AreEqual(Enumerable.Range(1, 23).ToArray(), TableRow.All.Select(row => row.Table).Distinct().ToArray());
        Assert.AreEqual(103, TableRow.All.Count);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void A_row_is_the_element_at_its_place_with_its_type_and_bounds(int table, int index, string element)
    {
        TableRow row = TableRow.All.Single(candidate => candidate.Table == table && candidate.Index == index);
        XmlSchemaElement found = (XmlSchemaElement)Sequence(row.ComplexType).Items[index];
        Assert.AreEqual(new XmlQualifiedName(element, ContractSchemas.Namespace), found.QualifiedName);
        Assert.AreEqual(row.MinOccurs, found.MinOccurs);
        Assert.AreEqual(row.MaxOccurs, found.MaxOccurs == decimal.MaxValue ? "unbounded" : found.MaxOccursString ?? "1");
        Assert.IsFalse(found.IsNillable);
        AssertType(row, found.ElementSchemaType);
    }

    [TestMethod]
    public void What_follows_the_rows_of_a_table_is_optional_and_then_open_for_extension()
    {
        foreach (IGrouping<string, TableRow> table in TableRow.All.GroupBy(row => row.ComplexType))
        {
            XmlSchemaObject[] own = [.. Sequence(table.Key).Items.Cast<XmlSchemaObject>().Skip(table.Count())];
            Assert.IsTrue(own[..^1].Cast<XmlSchemaElement>().All(element => element.MinOccurs == 0), table.Key);
            XmlSchemaAny any = (XmlSchemaAny)own[^1];
            Assert.AreEqual(("##other", XmlSchemaContentProcessing.Lax, 0m, decimal.MaxValue), (any.Namespace, any.ProcessContents, any.MinOccurs, any.MaxOccurs));
        }
    }

    [TestMethod]
    public void Every_message_is_a_global_element_of_the_type_of_its_name()
    {
        foreach (string message in TableRow.All.Select(row => row.ComplexType).Distinct().Where(name => name.EndsWith("Request", StringComparison.Ordinal) || name.EndsWith("Response", StringComparison.Ordinal)))
        {
            XmlSchemaElement element = (XmlSchemaElement)ContractSchemas.Set.GlobalElements[new XmlQualifiedName(message, ContractSchemas.Namespace)]!; // null fails the test
            Assert.AreEqual(message, element.ElementSchemaType?.Name);
        }
    }

    [TestMethod]
    [DataRow(24, "StatusCode")]
    [DataRow(25, "OperationType")]
    [DataRow(26, "MediaType")]
    public void The_values_of_a_code_table_are_documented_or_enumerated(int table, string type)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "spec", "tables.json")))!; // the file is an object
        string[] codes = [.. root["tables"]!.AsArray().OfType<JsonNode>().Single(candidate => (int)candidate["table"]! == table)["values"]!.AsArray().OfType<JsonNode>().Select(value => (string)value["code"]!)];
        XmlSchemaSimpleType simple = (XmlSchemaSimpleType)ContractSchemas.Set.GlobalTypes[new XmlQualifiedName(type, ContractSchemas.Namespace)]!; // null fails the test
        string[] documented = table == 26
            ? [.. ((XmlSchemaSimpleTypeRestriction)simple.Content!).Facets.OfType<XmlSchemaEnumerationFacet>().Select(facet => facet.Value!)]
            : [.. simple.Annotation!.Items.OfType<XmlSchemaAppInfo>().SelectMany(info => info.Markup!).OfType<XmlElement>().Select(value => value.GetAttribute("code"))];
        bool IsOwn(string code) => table == 24 && code is ['3', _, _, _, _]; // codes from 30000 on are none of the TS
        CollectionAssert.AreEqual(codes, documented.Where(code => !IsOwn(code)).ToArray());
    }

    private static XmlSchemaSequence Sequence(string complexType)
    {
        XmlSchemaComplexType? type = ContractSchemas.Set.GlobalTypes[new XmlQualifiedName(complexType, ContractSchemas.Namespace)] as XmlSchemaComplexType;
        Assert.IsNotNull(type, $"there is no type {complexType}");
        return (XmlSchemaSequence)type.Particle!; // a sequence, or the test fails
    }

    private static void AssertType(TableRow row, XmlSchemaType? type)
    {
        string[] name = row.Type.Split(':');
        string expectedNamespace = name[0] == "xs" ? XmlSchema.Namespace : ContractSchemas.Namespace;
        if (row.MinInclusive is null)
        {
            Assert.AreEqual(new XmlQualifiedName(name[1], expectedNamespace), type?.QualifiedName);
            return;
        }

        Assert.AreEqual(new XmlQualifiedName(name[1], expectedNamespace), type?.BaseXmlSchemaType?.QualifiedName);
        XmlSchemaFacet facet = (XmlSchemaFacet)((XmlSchemaSimpleTypeRestriction)((XmlSchemaSimpleType)type!).Content!).Facets[0];
        Assert.IsInstanceOfType<XmlSchemaMinInclusiveFacet>(facet);
        Assert.AreEqual($"{row.MinInclusive}", facet.Value);
    }
}
