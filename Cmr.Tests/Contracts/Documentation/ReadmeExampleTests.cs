using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Cmr.Tests.Service;

namespace Cmr.Tests.Contracts.Documentation;

/// <summary>What an integrator copies from <c>wsdl/README.md</c> works.</summary>
[TestClass]
public sealed class ReadmeExampleTests
{
    private static readonly string[] Interfaces = ["/cmr6", "/cmr5", "/cmr6", "/cmr6", "/cmr7"];

    [TestMethod]
    public void The_requests_are_valid_by_the_schemas()
    {
        foreach (XElement request in ReadmeExamples.Requests)
        {
            using XmlReader reader = request.CreateReader();
            CollectionAssert.AreEqual(Array.Empty<string>(), ContractSchemas.Validate(reader).ToArray(), request.Name.LocalName);
        }
    }

    [TestMethod]
    public async Task The_story_of_how_to_begin_succeeds_request_by_request_in_the_envelopes_shown()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        XElement envelope = ReadmeExamples.All.Single(element => element.ToString().Contains("UsernameToken", StringComparison.Ordinal));
        XElement password = envelope.Descendants().Single(element => element.Name.LocalName == "Password");
        password.Value = ServiceHost.OperatorSecret;
        XElement body = envelope.Elements().Single(element => element.Name.LocalName == "Body");
        foreach ((XElement request, string path) in ReadmeExamples.Requests.Zip(Interfaces))
        {
            body.ReplaceNodes(request);
            using StringContent content = new(envelope.ToString(), Encoding.UTF8, new MediaTypeHeaderValue("text/xml", "utf-8"));
            using HttpResponseMessage response = await host.Http.PostAsync(new Uri(host.BaseAddress, path), content);
            string answer = await response.Content.ReadAsStringAsync();
            StringAssert.Contains(answer, "<StatusCode>0</StatusCode>", $"{request.Name.LocalName} at {path}");
        }
    }
}
