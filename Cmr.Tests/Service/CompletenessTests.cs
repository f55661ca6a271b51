using Cmr.Contracts.Operations;
using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service;

/// <summary>The service against the whole contract.</summary>
[TestClass]
public sealed class CompletenessTests
{
    [TestMethod]
    public async Task Every_operation_of_the_contract_is_served()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        string[] served = [.. host.Services.GetServices<ISoapOperation>().Select(operation => operation.Name)];
        string[] contract = [.. ContractServices.All.SelectMany(service => service.Operations).Select(operation => operation.Name).Distinct()];
        CollectionAssert.AreEquivalent(contract, served);
    }

    [TestMethod]
    public async Task Every_interface_is_served_at_the_path_that_its_WSDL_publishes()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        foreach (ContractService service in ContractServices.All)
        {
            string wsdl = await host.Http.GetStringAsync(new Uri(host.BaseAddress, service.Path + "?wsdl"));
            StringAssert.Contains(wsdl, $"{host.BaseAddress}{service.Path[1..]}\"");
        }
    }
}
