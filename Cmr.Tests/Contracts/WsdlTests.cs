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
    private static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";

    private static readonly string[] Sessions = ["OpenSession", "CloseSession"];

    private static readonly string[] Subscriber =
    [
        .. Sessions, "GetCmrResourceList", "SubscribeCmrResource", "AddCmrResource", "RenewCmrResource", "DeleteCmrResource", "GetPersonalResourceLibrary", "ManageCmrResource",
        "ManageCmrResourceBox", "ManageGroup", "ManageMember", "ManagePresentationRule", "ManageFilterRule", "ManagePresentationControl", "GetNotification",
    ];

    private static IEnumerable<object[]> Interfaces =>
    [
        ["Cmr1", Subscriber],
        ["Cmr2", (string[])[.. Sessions, "ControlPresentation", "CopyPresentedResource"]],
        ["Cmr4", (string[])[.. Sessions, "StartCmrService", "StopCmrService"]],
        ["Cmr5", (string[])[.. Sessions, "ManageCmrResource", "ManageCmrResourceBox", "ManageCmrResourceList"]],
        ["Cmr6", (string[])[.. Subscriber, "ManageServiceSubscription", "ManageSystemSetting", "ManageTariffRule", "ManagePrincipal"]],
        ["Cmr7", (string[])[.. Sessions, "GetServiceReport"]],
    ];

    [TestMethod]
    public void There_is_a_client_for_every_interface() =>
        CollectionAssert.AreEqual(Interfaces.Select(row => row[0]).ToArray(), ContractServices.All.Select(service => service.Name).ToArray());

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
    public void A_WSDL_has_one_element_per_message_and_documented_operations(string name, string[] operations)
    {
        XElement definitions = Load(name);
        Assert.AreEqual("urn:oma:cmr:1.0:" + name.ToLowerInvariant(), (string?)definitions.Attribute("targetNamespace"));
        CollectionAssert.AreEqual(
            operations.SelectMany(operation => new[] { operation + "Request", operation + "Response" }).ToArray(),
            definitions.Elements(Wsdl + "message").Select(message => (string?)message.Attribute("name")).ToArray());
        foreach (XElement message in definitions.Elements(Wsdl + "message"))
            Assert.AreEqual("cmr:" + (string?)message.Attribute("name"), (string?)message.Elements(Wsdl + "part").Single().Attribute("element"));
        XElement portType = definitions.Elements(Wsdl + "portType").Single();
        foreach (XElement operation in portType.Elements(Wsdl + "operation"))
        {
            string operationName = (string?)operation.Attribute("name") ?? "";
            Assert.AreEqual($"tns:{operationName}Request", (string?)operation.Elements(Wsdl + "input").Single().Attribute("message"));
            Assert.AreEqual($"tns:{operationName}Response", (string?)operation.Elements(Wsdl + "output").Single().Attribute("message"));
            Assert.IsFalse(string.IsNullOrWhiteSpace((string?)operation.Element(Wsdl + "documentation")), operationName);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Interfaces))]
    public void A_WSDL_binds_its_port_type_to_both_versions_of_SOAP_document_literal_over_HTTP_at_one_address(string name, string[] operations)
    {
        XElement definitions = Load(name);
        Assert.AreEqual(2, definitions.Elements(Wsdl + "binding").Count());
        foreach ((string suffix, XNamespace soap) in new[] { ("Soap11", Soap11), ("Soap12", Soap12) })
        {
            XElement binding = definitions.Elements(Wsdl + "binding").Single(candidate => (string?)candidate.Attribute("name") == name + suffix);
            Assert.AreEqual("tns:" + name, (string?)binding.Attribute("type"));
            Assert.AreEqual("document", (string?)binding.Elements(soap + "binding").Single().Attribute("style"));
            Assert.AreEqual("http://schemas.xmlsoap.org/soap/http", (string?)binding.Elements(soap + "binding").Single().Attribute("transport"));
            CollectionAssert.AreEqual(operations, binding.Elements(Wsdl + "operation").Select(operation => (string?)operation.Attribute("name")).ToArray());
            string[] actions = [.. binding.Elements(Wsdl + "operation").Elements(soap + "operation").Select(operation => (string?)operation.Attribute("soapAction") ?? "")];
            CollectionAssert.AllItemsAreUnique(actions);
            CollectionAssert.AreEqual(operations.Select(operation => "urn:oma:cmr:1.0/" + operation).ToArray(), actions);
            Assert.AreEqual(operations.Length * 2, binding.Descendants(soap + "body").Count(body => (string?)body.Attribute("use") == "literal" && body.Attribute("parts") is null && body.Attribute("namespace") is null));
            XElement port = definitions.Elements(Wsdl + "service").Single().Elements(Wsdl + "port").Single(candidate => (string?)candidate.Attribute("binding") == $"tns:{name}{suffix}");
            Assert.AreEqual("http://127.0.0.1:8080/" + name.ToLowerInvariant(), (string?)port.Elements(soap + "address").Single().Attribute("location"));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Interfaces))]
    public void A_WSDL_includes_the_schemas_of_its_messages(string name, string[] operations)
    {
        string[] files = [.. Load(name).Descendants(Schema + "include").Select(include => Path.Combine(ContractSchemas.Folder, (string?)include.Attribute("schemaLocation") ?? ""))];
        string[] elements = [.. files.SelectMany(file => XDocument.Load(file).Root!.Elements(Schema + "element")).Select(element => (string?)element.Attribute("name") ?? "")]; // a loaded document has a root
        foreach (string operation in operations)
        {
            CollectionAssert.Contains(elements, operation + "Request");
            CollectionAssert.Contains(elements, operation + "Response");
        }
    }

    [TestMethod]
    public void The_embedded_documents_are_the_very_files()
    {
        string[] files = [.. Directory.EnumerateFiles(ContractSchemas.Folder).Where(file => file.EndsWith(".wsdl", StringComparison.Ordinal) || file.EndsWith(".xsd", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(files.Select(Path.GetFileName).ToArray(), ContractDocuments.All.Keys.ToArray());
        foreach (string file in files) CollectionAssert.AreEqual(File.ReadAllBytes(file), ContractDocuments.All[Path.GetFileName(file)].ToArray());
    }

    private static XElement Load(string name) =>
        XDocument.Load(Path.Combine(ContractSchemas.Folder, name.ToLowerInvariant() + ".wsdl")).Root!; // a loaded document has a root
}
