using Cmr.Sip.Hosting;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Trust;

/// <summary>Who is trusted.</summary>
internal static class TrustServiceCollectionExtensions
{
    public static IServiceCollection AddSipTrust(this IServiceCollection services)
    {
        services.AddOptions<TrustOptions>().BindConfiguration("Sip:Trust");
        // An entry that cannot be read keeps the process from starting: the listeners ask for this before they open
        return services.AddSingleton(provider => new PeerTrust(
            provider.GetRequiredService<IOptions<TrustOptions>>().Value,
            [.. provider.GetRequiredService<ListenAddresses>().All.Select(address => address.Address)]));
    }
}
