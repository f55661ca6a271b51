using System.Xml.Linq;
using System.Xml.Schema;
using Cmr.Cli.Replay;

namespace Cmr.Tests.Contracts;

/// <summary>Puts values of the right type in the place of a sample's placeholders, so that it can be validated and read.</summary>
internal static class SampleFilling
{
    private const string SomeText = "x1";
    private const string SomeMoment = "2026-11-21T09:00:00Z";
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    public static XDocument Fill(XDocument sample)
    {
        sample.DescendantNodes().OfType<XText>().Where(text => text.Value.Trim() == Placeholder.More).ToList().ForEach(text => text.Remove());
        foreach (XElement message in sample.Descendants(Envelope + "Body").Elements())
        {
            // the types stand in the schemas; that placeholders break them is expected
            var typed = new XDocument(message);
            typed.Validate(ContractSchemas.Set, (_, _) => { }, addSchemaInfo: true);
            foreach ((XElement element, XElement with) in message.DescendantsAndSelf().Zip(typed.Descendants()))
                if (!element.HasElements && IsPlaceholder(element.Value)) element.Value = ValueOf(with.GetSchemaInfo()?.SchemaType?.TypeCode);
        }

        foreach (XElement element in sample.Descendants().Where(element => !element.HasElements && element.Value.Contains("{{", StringComparison.Ordinal)))
            element.Value = Placeholder.Pattern().Replace(element.Value, match => OfCredentials(match.Groups[1].Value));
        return sample;
    }

    private static bool IsPlaceholder(string text) => text.StartsWith("{{", StringComparison.Ordinal) && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2;

    private static string OfCredentials(string placeholder) => placeholder switch
    {
        "nonce" => "bm9uY2U=",
        "created" => SomeMoment,
        _ => SomeText,
    };

    private static string ValueOf(XmlTypeCode? type) => type switch
    {
        XmlTypeCode.DateTime => SomeMoment,
        XmlTypeCode.Date => "2026-11-21",
        XmlTypeCode.Time => "09:00:00",
        XmlTypeCode.Boolean => "true",
        XmlTypeCode.Decimal => "1.50",
        XmlTypeCode.Int or XmlTypeCode.Long or XmlTypeCode.Short => "1",
        XmlTypeCode.AnyUri => "http://127.0.0.1:8090/upload/x1",
        _ => SomeText,
    };
}
