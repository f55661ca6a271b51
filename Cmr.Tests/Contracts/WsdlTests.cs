using System.Xml.Linq;
using Cmr.Contracts.Documents;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>The WSDL files against WS-I Basic Profile 1.1, document/literal, and against what was generated from them.</summary>
[TestClass]
public sealed class WsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";

    private static readonly string[] Subscriber =
        ["OpenSession", "CloseSession", "GetCmrResourceList", "SubscribeCmrResource", "AddCmrResource", "ManageCmrResource", "ManageGroup", "ManageMember", "ManagePresentationRule"];

    private static IEnumerable<object[]> Interfaces =>
    [
        ["Cmr1", Subscriber],
        ["Cmr5", new[] { "OpenSession", "CloseSession", "ManageCmrResource" }],
        ["Cmr6", (string[])[.. Subscriber, "ManageServiceSubscription", "ManageSystemSetting"]],
    ];

    [TestMethod]
    [DynamicData(nameof(Interfaces))]
    public void An_interface_offers_its_operations(string name, string[] operations)
    {
        ContractService service = ContractServices.All.Single(candidate => candidate.Name == name);
        CollectionAssert.AreEqual(operations, service.Operations.Select(operation => operation.Name).ToArray());
        Assert.AreEqual("/" + name.ToLowerInvariant(), service.Path);
        foreach (ContractOperation operation in service.Operations)
        {
            Assert.AreEqual($"urn:oma:cmr:1.0/{operation.Name}", operation.SoapAction);
            Assert.AreEqual($"urn:oma:cmr:1.0:{operation.Name}Request", operation.RequestElement.ToString());
            Assert.AreEqual($"urn:oma:cmr:1.0:{operation.Name}Response", operation.ResponseElement.ToString());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Interfaces))]
    public void A_WSDL_is_document_literal_with_one_element_per_message(string name, string[] operations)
    {
        XElement definitions = XDocument.Load(Path.Combine(ContractSchemas.Folder, name.ToLowerInvariant() + ".wsdl")).Root!; // a loaded document has a root
        Assert.AreEqual("urn:oma:cmr:1.0:" + name.ToLowerInvariant(), (string?)definitions.Attribute("targetNamespace"));
        Assert.AreEqual(operations.Length * 2, definitions.Elements(Wsdl + "message").Count());
        foreach (XElement message in definitions.Elements(Wsdl + "message"))
            Assert.AreEqual("cmr:" + (string?)message.Attribute("name"), (string?)message.Elements(Wsdl + "part").Single().Attribute("element"));
        Assert.IsTrue(definitions.Descendants(Soap + "body").All(body => (string?)body.Attribute("use") == "literal"));
        Assert.AreEqual("document", (string?)definitions.Descendants(Soap + "binding").Single().Attribute("style"));
        Assert.IsTrue(definitions.Element(Wsdl + "portType")!.Descendants(Wsdl + "operation").All(operation => !string.IsNullOrWhiteSpace((string?)operation.Element(Wsdl + "documentation"))));
    }

    [TestMethod]
    [DynamicData(nameof(Interfaces))]
    public void A_WSDL_includes_the_schemas_of_its_messages(string name, string[] operations)
    {
        XElement definitions = XDocument.Load(Path.Combine(ContractSchemas.Folder, name.ToLowerInvariant() + ".wsdl")).Root!; // a loaded document has a root
        string[] files = [.. definitions.Descendants(Schema + "include").Select(include => Path.Combine(ContractSchemas.Folder, (string?)include.Attribute("schemaLocation") ?? ""))];
        string[] elements = [.. files.SelectMany(file => XDocument.Load(file).Root!.Elements(Schema + "element")).Select(element => (string?)element.Attribute("name") ?? "")]; // a loaded document has a root
        foreach (string operation in operations)
        {
            CollectionAssert.Contains(elements, operation + "Request");
            CollectionAssert.Contains(elements, operation + "Response");
        }
    }

    [TestMethod]
    public void Every_element_and_type_of_the_schemas_is_documented()
    {
        foreach (string file in Directory.EnumerateFiles(ContractSchemas.Folder, "*.xsd"))
        {
            XElement schema = XDocument.Load(file).Root!; // a loaded document has a root
            IEnumerable<XElement> components = schema.Elements(Schema + "complexType").Concat(schema.Elements(Schema + "simpleType")).Concat(schema.Elements(Schema + "complexType").Descendants(Schema + "element"));
            foreach (XElement component in components)
                Assert.IsFalse(string.IsNullOrWhiteSpace((string?)component.Element(Schema + "annotation")?.Element(Schema + "documentation")), $"{Path.GetFileName(file)}: {component.Attribute("name")}");
        }
    }

    [TestMethod]
    public void The_embedded_documents_are_the_very_files()
    {
        string[] files = [.. Directory.EnumerateFiles(ContractSchemas.Folder).Where(file => file.EndsWith(".wsdl", StringComparison.Ordinal) || file.EndsWith(".xsd", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(files.Select(Path.GetFileName).ToArray(), ContractDocuments.All.Keys.ToArray());
        foreach (string file in files) CollectionAssert.AreEqual(File.ReadAllBytes(file), ContractDocuments.All[Path.GetFileName(file)].ToArray());
    }
}
