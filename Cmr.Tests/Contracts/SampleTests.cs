using System.Xml;
using System.Xml.Linq;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

[TestClass]
public sealed class SampleTests
{
    private static IEnumerable<object[]> Names => Samples.Messages.Select(name => new object[] { name });

    [TestMethod]
    public void There_is_one_request_and_one_response_per_operation()
    {
        IEnumerable<string> expected = ContractServices.All.SelectMany(service => service.Operations).Select(operation => operation.Name).Distinct().Where(Samples.Has)
            .SelectMany(name => new[] { $"{name}.request.xml", $"{name}.response.xml" });
        CollectionAssert.AreEquivalent(expected.ToArray(), Samples.Messages.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_sample_is_valid_by_the_schemas(string name)
    {
        using XmlReader body = Samples.OpenBody(name);
        using XmlReader message = body.ReadSubtree();
        CollectionAssert.AreEqual(Array.Empty<string>(), ContractSchemas.Validate(message).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_sample_that_is_read_and_written_again_is_the_same(string name)
    {
        ContractOperation operation = ContractServices.All.SelectMany(service => service.Operations).First(operation => name.StartsWith(operation.Name + ".", StringComparison.Ordinal));
        string written = AnyCodec.RoundTrip(operation, isRequest: name.EndsWith(".request.xml", StringComparison.Ordinal), Samples.Body(name));
        Assert.AreEqual(Plain(Samples.Body(name)), Plain(written));
    }

    [TestMethod]
    public void The_sample_of_a_fault_is_one()
    {
        XElement fault = XDocument.Load(Path.Combine(Samples.Folder, "fault.xml")).Descendants(XName.Get("Fault", "http://schemas.xmlsoap.org/soap/envelope/")).Single();
        CollectionAssert.AreEqual(new[] { "faultcode", "faultstring" }, fault.Elements().Select(element => element.Name.ToString()).ToArray());
    }

    /// <summary>Elements and texts, without prefixes and white space between elements.</summary>
    private static string Plain(string xml)
    {
        XElement element = XElement.Parse(xml);
        foreach (XElement each in element.DescendantsAndSelf()) each.ReplaceAttributes();
        return element.ToString();
    }
}
