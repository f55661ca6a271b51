using System.Net;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Cmr.Contracts.Client;
using Cmr.Contracts.Documents;
using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;
using Cmr.Tests.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>Generated clients against the generated codecs behind the SOAP layer, over real HTTP.</summary>
[TestClass]
public sealed class ContractOverSoapTests
{
    private static IEnumerable<object[]> Calls =>
        ContractServices.All.SelectMany(service => service.Operations.Where(operation => Samples.Has(operation.Name)).Select(operation => new object[] { service.Name, operation.Name }));

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public async Task Every_operation_of_every_interface_works_through_its_client(string serviceName, string operationName)
    {
        ContractService contract = ContractServices.All.Single(service => service.Name == serviceName);
        await using SoapServer server = await SoapServer.StartAsync(Serve(contract));
        SoapChannel channel = new(server.Client, server.Address) { Credentials = new SoapCredentials.UsernameToken("ann", "s3cret") };
        object client = Activator.CreateInstance(typeof(Cmr1Client).Assembly.GetType($"Cmr.Contracts.Soap.{serviceName}Client")!, channel)!; // generated
        string sent = await (Task<string>)typeof(ContractOverSoapTests).GetMethod(nameof(CallAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(contract.Operations.Single(operation => operation.Name == operationName).RequestType, contract.Operations.Single(operation => operation.Name == operationName).ResponseType)
            .Invoke(null, [client, operationName])!; // the method is below
        Assert.AreEqual(XElement.Parse(Samples.Response(operationName)).Value, XElement.Parse(sent).Value);
    }

    [TestMethod]
    [DynamicData(nameof(Calls))]
    public async Task The_sample_request_gets_a_response_that_is_valid_by_the_schemas(string serviceName, string operationName)
    {
        await using SoapServer server = await SoapServer.StartAsync(Serve(ContractServices.All.Single(service => service.Name == serviceName)));
        using HttpResponseMessage response = await server.PostAsync(Encoding.UTF8.GetBytes(Samples.RequestEnvelope(operationName)));
        string text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, text);
        using XmlReader body = XDocument.Parse(text).Descendants(XName.Get(operationName + "Response", ContractNames.Namespace)).Single().CreateReader();
        CollectionAssert.AreEqual(Array.Empty<string>(), ContractSchemas.Validate(body).ToArray());
    }

    [TestMethod]
    [DataRow("Cmr1")]
    [DataRow("Cmr2")]
    [DataRow("Cmr4")]
    [DataRow("Cmr5")]
    [DataRow("Cmr6")]
    [DataRow("Cmr7")]
    public async Task The_served_documents_refer_to_each_other_and_compile(string serviceName)
    {
        ContractService contract = ContractServices.All.Single(service => service.Name == serviceName);
        await using SoapServer server = await SoapServer.StartAsync(Serve(contract));
        XDocument wsdl = XDocument.Parse(await server.Client.GetStringAsync("?wsdl"));
        foreach (string soap in new[] { "http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/" })
            Assert.AreEqual(server.Address.ToString(), (string?)wsdl.Descendants(XName.Get("address", soap)).Single().Attribute("location"));
        XmlSchemaSet set = new() { XmlResolver = null };
        Queue<string> open = new(Locations(wsdl));
        HashSet<string> seen = [];
        while (open.TryDequeue(out string? location))
        {
            if (!seen.Add(location)) continue;
            XDocument schema = XDocument.Parse(await server.Client.GetStringAsync(new Uri(location)));
            foreach (string next in Locations(schema)) open.Enqueue(next);
            schema.Descendants(XName.Get("include", XmlSchema.Namespace)).Remove();
            using XmlReader reader = schema.CreateReader();
            set.Add(null, reader);
        }

        set.Compile();
        foreach (ContractOperation operation in contract.Operations)
            Assert.IsTrue(set.GlobalElements.Contains(operation.RequestElement) && set.GlobalElements.Contains(operation.ResponseElement), operation.Name);
    }

    private static IEnumerable<string> Locations(XDocument document) =>
        document.Descendants(XName.Get("include", XmlSchema.Namespace)).Select(include => (string?)include.Attribute("schemaLocation") ?? "");

    private static SoapService Serve(ContractService contract) => new(contract.Operations.Select(Operation))
    {
        Name = contract.Name,
        WsdlName = contract.WsdlName,
        Documents = ContractDocuments.All,
        KnownHeaders = [ContractNames.SessionKey],
    };

    private static ISoapOperation Operation(ContractOperation operation) =>
        (ISoapOperation)Activator.CreateInstance(typeof(SampleOperation<,>).MakeGenericType(operation.RequestType, operation.ResponseType), operation)!; // has one constructor

    private static async Task<string> CallAsync<TRequest, TResponse>(object client, string name)
        where TRequest : class
        where TResponse : class
    {
        TypedContractOperation<TRequest, TResponse> operation = (TypedContractOperation<TRequest, TResponse>)ContractServices.All.SelectMany(service => service.Operations).First(candidate => candidate.Name == name);
        TRequest request = AnyCodec.Read(operation.Request, Samples.Request(name)).Message;
        TResponse response = await (ValueTask<TResponse>)client.GetType().GetMethod(name + "Async")!.Invoke(client, [request, CancellationToken.None])!; // generated
        return AnyCodec.Write(operation.Response, response);
    }
}
