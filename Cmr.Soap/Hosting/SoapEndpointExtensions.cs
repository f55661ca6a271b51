using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cmr.Soap.Hosting;

/// <summary>Puts SOAP services into an ASP.NET Core application.</summary>
public static class SoapEndpointExtensions
{
    /// <summary>Registers what <see cref="MapSoap"/> needs; options are bound from the section <c>Soap:Limits</c> and validated at start.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSoap(this IServiceCollection services)
    {
        services.AddOptions<SoapOptions>().BindConfiguration("Soap:Limits").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new XmlPool(provider.GetRequiredService<IOptions<SoapOptions>>().Value));
        services.TryAddSingleton(provider => new RequestGate(provider.GetRequiredService<IOptions<SoapOptions>>().Value));
        return services;
    }

    /// <summary>Serves a service in SOAP 1.1 and 1.2: POST calls an operation, <c>?wsdl</c>, <c>?singleWsdl</c> and <c>?xsd=NAME</c> return the documents, GET shows a page.</summary>
    /// <param name="endpoints">The application's endpoints.</param>
    /// <param name="path">Where, such as <c>/orders</c>.</param>
    /// <param name="service">The service.</param>
    /// <returns>For conventions on the endpoint.</returns>
    public static IEndpointConventionBuilder MapSoap(this IEndpointRouteBuilder endpoints, string path, SoapService service)
    {
        IServiceProvider provider = endpoints.ServiceProvider;
        SoapEndpoint endpoint = new(
            service,
            provider.GetRequiredService<IOptions<SoapOptions>>().Value,
            provider.GetRequiredService<XmlPool>(),
            provider.GetRequiredService<RequestGate>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SoapService>>());
        return endpoints.Map(path, endpoint.HandleAsync).WithDisplayName($"SOAP {service.Name}");
    }
}
