using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Cmr.Contracts.Documents;
using Cmr.Contracts.Soap;
using Cmr.Soap.Metadata;

namespace Cmr.Tests.Soap;

[TestClass]
public sealed class SingleWsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    private static IEnumerable<object[]> Names => ContractDocuments.All.Keys.Where(name => name.EndsWith(".wsdl", StringComparison.Ordinal)).Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_contract_fits_into_one_document_that_needs_no_other(string name)
    {
        XDocument single = XDocument.Parse(SingleWsdl.Build(name, ContractDocuments.All)!); // it is there
        Assert.IsFalse(single.Descendants(Xs + "include").Any() || single.Descendants(Xs + "import").Any(import => import.Attribute("schemaLocation") is not null));
        XmlSchemaSet schemas = new() { XmlResolver = null };
        foreach (XElement schema in single.Descendants(Xs + "schema"))
        {
            using XmlReader reader = XmlReader.Create(new StringReader(schema.ToString()));
            schemas.Add(null, reader);
        }

        schemas.Compile();
        string[] parts = [.. single.Descendants(Wsdl + "part").Select(part => part.Attribute("element")!.Value.Split(':')[1])]; // document style
        Assert.IsGreaterThan(3, parts.Length);
        foreach (string part in parts)
            Assert.IsTrue(schemas.GlobalElements.Contains(new XmlQualifiedName(part, ContractNames.SessionKey.Namespace)), part);
    }

    [TestMethod]
    public void Two_schemas_that_mean_different_things_by_one_prefix_keep_their_meanings()
    {
        Dictionary<string, ReadOnlyMemory<byte>> documents = new()
        {
            ["a.wsdl"] = """
                <w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/"><w:types>
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:a" targetNamespace="urn:a"><xs:include schemaLocation="a.xsd"/><xs:element name="x" type="p:t"/></xs:schema>
                </w:types></w:definitions>
                """u8.ToArray(),
            ["a.xsd"] = """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:b" xmlns:q="urn:a" targetNamespace="urn:a"><xs:import namespace="urn:b" schemaLocation="b.xsd"/>
                <xs:include schemaLocation="a.xsd"/><xs:complexType name="t"><xs:sequence><xs:element name="e" type="p:u"/></xs:sequence></xs:complexType></xs:schema>
                """u8.ToArray(),
            ["b.xsd"] = """<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:b"><s:simpleType name="u"><s:restriction base="s:string"/></s:simpleType></s:schema>"""u8.ToArray(),
        };
        XDocument single = XDocument.Parse(SingleWsdl.Build("a.wsdl", documents)!); // it is there
        XmlSchemaSet schemas = new() { XmlResolver = null };
        foreach (XElement schema in single.Descendants(Xs + "schema"))
        {
            using XmlReader reader = XmlReader.Create(new StringReader(schema.ToString()));
            schemas.Add(null, reader);
        }

        schemas.Compile();
        Assert.IsNotNull(schemas.GlobalElements[new XmlQualifiedName("x", "urn:a")]);
    }

    [TestMethod]
    public void There_is_none_without_a_WSDL() => Assert.IsNull(SingleWsdl.Build("", ContractDocuments.All));
}
