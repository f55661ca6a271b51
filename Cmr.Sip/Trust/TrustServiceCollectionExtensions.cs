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
        services.AddSingleton(provider => new PeerTrust(
            provider.GetRequiredService<IOptions<TrustOptions>>().Value,
            [.. provider.GetRequiredService<ListenAddresses>().All.Select(address => address.Address)]));
        return services.AddSingleton(MakePolicy);
    }

    private static TrustPolicy MakePolicy(IServiceProvider provider)
    {
        TrustOptions options = provider.GetRequiredService<IOptions<TrustOptions>>().Value;
        return new TrustPolicy
        {
            Peers = provider.GetRequiredService<PeerTrust>(),
            UntrustedCallers = options.UntrustedCallers ?? UntrustedCallers.Reject,
            BelieveFrom = options.BelieveFrom,
        };
    }
}
