using System.Xml;
using System.Xml.Linq;
using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Reads a WSDL 1.1 file that keeps to WS-I Basic Profile 1.1 and document/literal.</summary>
internal sealed class WsdlReader(string targetNamespace, HashSet<string> elements, List<ContractProblem> problems)
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";

    private string _path = string.Empty;

    /// <summary>Reads the one port type of the file.</summary>
    /// <returns>The service; <see langword="null"/> when the file is unusable, which is then among the problems.</returns>
    public ServiceModel? Read(ContractFile file)
    {
        _path = file.Path;
        try
        {
            XElement definitions = XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Root!; // a parsed document has a root
            XElement portType = Single(definitions, Wsdl + "portType");
            XElement binding = Single(definitions, Wsdl + "binding");
            if ((string?)Single(binding, Soap11 + "binding").Attribute("style") != "document") throw Refuse(binding, "the binding is not document style");
            XElement address = Single(Single(Single(definitions, Wsdl + "service"), Wsdl + "port"), Soap11 + "address");
            string path = new Uri(Name(address, "location")).AbsolutePath;
            IEnumerable<OperationModel> operations = portType.Elements(Wsdl + "operation").Select(operation => ReadOperation(definitions, binding, operation));
            return new ServiceModel(Name(portType, "name"), Documentation(portType), path, file.Name, new EquatableArray<OperationModel>(operations));
        }
        catch (XmlException e)
        {
            problems.Add(new ContractProblem(ContractProblemKind.InvalidWsdl, file.Path, e.LineNumber, e.LinePosition, e.Message));
            return null;
        }
    }

    private OperationModel ReadOperation(XElement definitions, XElement binding, XElement operation)
    {
        string name = Name(operation, "name");
        XElement bound = binding.Elements(Wsdl + "operation").SingleOrDefault(candidate => (string?)candidate.Attribute("name") == name)
            ?? throw Refuse(operation, $"{name} is not bound");
        if (bound.Descendants(Soap11 + "body").Any(body => (string?)body.Attribute("use") != "literal")) throw Refuse(bound, $"{name} is not literal");
        return new OperationModel(
            name,
            Documentation(operation),
            Name(Single(bound, Soap11 + "operation"), "soapAction"),
            MessageElement(definitions, Single(operation, Wsdl + "input")),
            MessageElement(definitions, Single(operation, Wsdl + "output")));
    }

    private string MessageElement(XElement definitions, XElement reference)
    {
        string messageName = LocalName(Name(reference, "message"));
        XElement message = definitions.Elements(Wsdl + "message").SingleOrDefault(candidate => (string?)candidate.Attribute("name") == messageName)
            ?? throw Refuse(reference, $"there is no message {messageName}");
        XElement part = Single(message, Wsdl + "part");
        string element = Name(part, "element");
        int colon = element.IndexOf(':');
        string? elementNamespace = part.GetNamespaceOfPrefix(colon < 0 ? "xmlns" : element.Substring(0, colon))?.NamespaceName;
        if (elementNamespace != targetNamespace || !elements.Contains(LocalName(element))) throw Refuse(part, $"the schemas do not define {element}");
        return LocalName(element);
    }

    private static XElement Single(XElement parent, XName name)
    {
        XElement[] found = [.. parent.Elements(name)];
        return found.Length == 1 ? found[0] : throw Refuse(parent, $"{parent.Name.LocalName} has {found.Length} {name.LocalName}, not one");
    }

    private static string Name(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) ?? throw Refuse(element, $"{element.Name.LocalName} lacks {attribute}");

    private static string LocalName(string name) => name.Substring(name.IndexOf(':') + 1);

    private static string Documentation(XElement element) =>
        string.Join(" ", ((string?)element.Element(Wsdl + "documentation") ?? string.Empty).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static XmlException Refuse(XElement where, string message)
    {
        IXmlLineInfo line = where;
        return new XmlException(message, null, line.LineNumber, line.LinePosition);
    }
}
