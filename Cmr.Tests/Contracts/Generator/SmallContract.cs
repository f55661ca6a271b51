namespace Cmr.Tests.Contracts.Generator;

/// <summary>A contract with one operation, to be bent by tests.</summary>
internal static class SmallContract
{
    public const string Any = """<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>""";

    public const string AskFields = """<xs:element name="Name" type="xs:string"><xs:annotation><xs:documentation>Who &amp; what.</xs:documentation></xs:annotation></xs:element>""";

    /// <summary>A schema with some parameters in its request.</summary>
    public static (string Path, string Text) Schema(string fields = AskFields, string end = Any, string more = "") => ("/wsdl/ask.xsd", $"""
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:hint="urn:oma:cmr:1.0:hints" targetNamespace="urn:t" elementFormDefault="qualified">
        <xs:element name="AskRequest" type="t:AskRequest"/>
        <xs:element name="AskResponse" type="t:AskResponse"/>
        <xs:complexType name="AskRequest"><xs:sequence>
        {fields}
        {end}</xs:sequence></xs:complexType>
        <xs:complexType name="AskResponse"><xs:sequence>{Any}</xs:sequence></xs:complexType>
        {more}
        </xs:schema>
        """);

    public static (string Path, string Text) Wsdl(string style = "document", string use = "literal", string element = "t:AskRequest") => ("/wsdl/ask.wsdl", $"""
        <w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" xmlns:tns="urn:t:ask" targetNamespace="urn:t:ask">
        <w:message name="AskRequest"><w:part name="body" element="{element}"/></w:message>
        <w:message name="AskResponse"><w:part name="body" element="t:AskResponse"/></w:message>
        <w:portType name="Asking"><w:operation name="Ask"><w:documentation>Asks.</w:documentation><w:input message="tns:AskRequest"/><w:output message="tns:AskResponse"/></w:operation></w:portType>
        <w:binding name="AskingSoap" type="tns:Asking"><s:binding style="{style}" transport="http://schemas.xmlsoap.org/soap/http"/>
        <w:operation name="Ask"><s:operation soapAction="urn:t/Ask"/><w:input><s:body use="{use}"/></w:input><w:output><s:body use="{use}"/></w:output></w:operation></w:binding>
        <w:service name="AskingService"><w:port name="AskingSoap" binding="tns:AskingSoap"><s:address location="http://a.example/ask"/></w:port></w:service>
        </w:definitions>
        """);

    /// <summary>The same service bound to SOAP 1.1 and 1.2.</summary>
    public static string BothVersions { get; } = Wsdl().Text
        .Replace("xmlns:t=", "xmlns:s2=\"http://schemas.xmlsoap.org/wsdl/soap12/\" xmlns:t=", StringComparison.Ordinal)
        .Replace("""<w:service name="AskingService">""", """
            <w:binding name="AskingSoap12" type="tns:Asking"><s2:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
            <w:operation name="Ask"><s2:operation soapAction="urn:t/Ask"/><w:input><s2:body use="literal"/></w:input><w:output><s2:body use="literal"/></w:output></w:operation></w:binding>
            <w:service name="AskingService"><w:port name="AskingSoap12" binding="tns:AskingSoap12"><s2:address location="http://b.example/ask"/></w:port>
            """, StringComparison.Ordinal);
}
