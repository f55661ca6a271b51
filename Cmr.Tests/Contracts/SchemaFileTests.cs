using System.Xml.Linq;
using System.Xml.Schema;

namespace Cmr.Tests.Contracts;

/// <summary>Each schema file for itself.</summary>
[TestClass]
public sealed class SchemaFileTests
{
    private static readonly XNamespace Schema = XmlSchema.Namespace;

    private static IEnumerable<object[]> Files => Directory.EnumerateFiles(ContractSchemas.Folder, "*.xsd").Order(StringComparer.Ordinal).Select(file => new object[] { Path.GetFileName(file) });

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_schema_compiles_with_nothing_but_what_it_includes(string file)
    {
        XmlSchemaSet set = new() { XmlResolver = new System.Xml.XmlUrlResolver() };
        set.ValidationEventHandler += (_, e) => throw e.Exception;
        set.Add(ContractSchemas.Namespace, new Uri(Path.Combine(ContractSchemas.Folder, file)).AbsoluteUri);
        set.Compile();
        Assert.AreNotEqual(0, set.GlobalTypes.Count);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Every_type_element_and_value_of_a_schema_is_documented(string file)
    {
        XElement schema = XDocument.Load(Path.Combine(ContractSchemas.Folder, file)).Root!; // a loaded document has a root
        Assert.AreEqual("qualified", (string?)schema.Attribute("elementFormDefault"));
        IEnumerable<XElement> components = [schema, .. schema.Elements(Schema + "complexType"), .. schema.Elements(Schema + "simpleType"), .. schema.Descendants(Schema + "element").Where(element => !IsMessage(element)), .. schema.Descendants(Schema + "enumeration")];
        foreach (XElement component in components)
            Assert.IsFalse(string.IsNullOrWhiteSpace((string?)component.Element(Schema + "annotation")?.Element(Schema + "documentation")), $"{file}: {component.Attribute("name") ?? component.Attribute("value")}");
    }

    /// <summary>A message is documented at its type, which has its name.</summary>
    private static bool IsMessage(XElement element) =>
        element.Parent?.Name == Schema + "schema" && (string?)element.Attribute("type") == "cmr:" + (string?)element.Attribute("name");
}
