using System.Xml;
using System.Xml.Linq;
using Cmr.Contracts.Generator.Model;

namespace Cmr.Contracts.Generator.Reading;

/// <summary>Reads a WSDL 1.1 file that keeps to WS-I Basic Profile 1.1 and document/literal.</summary>
internal sealed class WsdlReader(string targetNamespace, HashSet<string> elements, List<ContractProblem> problems)
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

    private static readonly XNamespace Hint = "urn:oma:cmr:1.0:hints";

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
            XElement[] bindings = [.. definitions.Elements(Wsdl + "binding")];
            if (bindings.Length == 0) throw Refuse(definitions, "there is no binding");
            foreach (XElement binding in bindings) CheckBinding(portType, binding);
            string[] paths = [.. Single(definitions, Wsdl + "service").Elements(Wsdl + "port").Select(Path).Distinct(StringComparer.Ordinal)];
            if (paths.Length != 1) throw Refuse(definitions, "the ports do not share one address path");
            IEnumerable<OperationModel> operations = portType.Elements(Wsdl + "operation").Select(operation => ReadOperation(definitions, bindings, operation));
            return new ServiceModel(Name(portType, "name"), Documentation(portType), paths[0], file.Name, new EquatableArray<OperationModel>(operations));
        }
        catch (XmlException e)
        {
            problems.Add(new ContractProblem(ContractProblemKind.InvalidWsdl, file.Path, e.LineNumber, e.LinePosition, e.Message));
            return null;
        }
    }

    private static string Path(XElement port) => new Uri(Name(Single(port, SoapOf(port) + "address"), "location")).AbsolutePath;

    /// <summary>The namespace of the SOAP binding elements that a binding or port holds.</summary>
    private static XNamespace SoapOf(XElement parent) =>
        parent.Elements().Select(element => element.Name.Namespace).FirstOrDefault(name => name == Soap11 || name == Soap12)
        ?? throw Refuse(parent, $"{parent.Name.LocalName} is not of SOAP 1.1 or 1.2");

    private static void CheckBinding(XElement portType, XElement binding)
    {
        XNamespace soap = SoapOf(binding);
        if (LocalName(Name(binding, "type")) != Name(portType, "name")) throw Refuse(binding, "the binding is not of the port type");
        if ((string?)Single(binding, soap + "binding").Attribute("style") != "document") throw Refuse(binding, "the binding is not document style");
        if (binding.Descendants(soap + "body").FirstOrDefault(body => (string?)body.Attribute("use") != "literal") is { } encoded) throw Refuse(encoded, "the body is not literal");
    }

    private OperationModel ReadOperation(XElement definitions, XElement[] bindings, XElement operation)
    {
        string name = Name(operation, "name");
        string[] actions = [.. bindings.Select(binding => SoapAction(binding, operation, name)).Distinct(StringComparer.Ordinal)];
        if (actions.Length != 1) throw Refuse(operation, $"the bindings give {name} several SOAPActions");
        return new OperationModel(
            name,
            Documentation(operation),
            new EquatableArray<string>(Statuses(operation)),
            actions[0],
            MessageElement(definitions, Single(operation, Wsdl + "input")),
            MessageElement(definitions, Single(operation, Wsdl + "output")));
    }

    private static string SoapAction(XElement binding, XElement operation, string name)
    {
        XElement bound = binding.Elements(Wsdl + "operation").SingleOrDefault(candidate => (string?)candidate.Attribute("name") == name)
            ?? throw Refuse(operation, $"{name} is not bound in {Name(binding, "name")}");
        return Name(Single(bound, SoapOf(binding) + "operation"), "soapAction");
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

    /// <summary>The text of the documentation, without the hints in it.</summary>
    private static string Documentation(XElement element)
    {
        IEnumerable<XText> texts = element.Element(Wsdl + "documentation")?.Nodes().OfType<XText>() ?? [];
        return string.Join(" ", texts.SelectMany(text => text.Value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private static IEnumerable<string> Statuses(XElement operation) =>
        from status in operation.Element(Wsdl + "documentation")?.Elements(Hint + "status") ?? []
        select $"{Name(status, "code")} {status.Value.Trim()}";

    private static XmlException Refuse(XElement where, string message)
    {
        IXmlLineInfo line = where;
        return new XmlException(message, null, line.LineNumber, line.LinePosition);
    }
}
