using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Sip.Hosting;
using Cmr.Sip.Transport;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Trust;

/// <summary>Who is trusted.</summary>
internal static class TrustServiceCollectionExtensions
{
    public static IServiceCollection AddSipTrust(this IServiceCollection services)
    {
        services.AddOptions<TrustOptions>().BindConfiguration("Sip:Trust")
            .Validate(trust => trust.UntrustedCallers is not { } untrusted || Enum.IsDefined(untrusted), "Sip:Trust:UntrustedCallers must be Reject, Challenge or Accept").ValidateOnStart();
        // An entry that cannot be read keeps the process from starting: the listeners ask for this before they open
        services.AddSingleton(provider => new PeerTrust(
            provider.GetRequiredService<IOptions<TrustOptions>>().Value,
            [.. provider.GetRequiredService<ListenAddresses>().All.Select(address => address.Address)]));
        services.AddOptions<AuthenticationOptions>().BindConfiguration("Sip:Authentication").ValidateDataAnnotations()
            .Validate(authentication => authentication.AllowMd5 || authentication.AllowSha256, "Sip:Authentication must allow MD5 or SHA-256").ValidateOnStart();
        services.AddSingleton<SipUsers>().AddSingleton<AuthenticationCounters>();
        services.AddSingleton<SipUsersFile>().AddHostedService(provider => provider.GetRequiredService<SipUsersFile>());
        return services.AddSingleton(MakePolicy);
    }

    private static TrustPolicy MakePolicy(IServiceProvider provider)
    {
        TrustOptions options = provider.GetRequiredService<IOptions<TrustOptions>>().Value;
        bool hasUsers = !string.IsNullOrWhiteSpace(provider.GetRequiredService<IOptions<AuthenticationOptions>>().Value.UsersFile);
        UntrustedCallers untrusted = options.UntrustedCallers ?? (hasUsers ? UntrustedCallers.Challenge : UntrustedCallers.Reject);
        if (untrusted is UntrustedCallers.Challenge && !hasUsers) throw new FormatException("Sip:Trust:UntrustedCallers is Challenge, but there is no Sip:Authentication:UsersFile");
        return new TrustPolicy
        {
            Peers = provider.GetRequiredService<PeerTrust>(),
            UntrustedCallers = untrusted,
            BelieveFrom = options.BelieveFrom,
            Authentication = untrusted is UntrustedCallers.Challenge ? MakeAuthentication(provider) : null,
        };
    }

    private static Action<IPAddress> Warn(LogBudget budget, Action<IPAddress> log) => peer =>
    {
        if (budget.TryTake()) log(peer);
    };

    private static CallerAuthentication MakeAuthentication(IServiceProvider provider)
    {
        AuthenticationOptions options = provider.GetRequiredService<IOptions<AuthenticationOptions>>().Value;
        NonceMint nonces = new(RandomNumberGenerator.GetBytes(32), options.NonceLifetime, RandomNumberGenerator.Fill);
        ImmutableArray<DigestAlgorithm> algorithms = [.. options.AllowSha256 ? [DigestAlgorithm.Sha256] : Array.Empty<DigestAlgorithm>(), .. options.AllowMd5 ? [DigestAlgorithm.Md5] : Array.Empty<DigestAlgorithm>()];
        ILogger logger = provider.GetRequiredService<ILogger<CallerAuthentication>>();
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        LogBudget lockBudget = new(time, perSecond: 2);
        LogBudget wrongBudget = new(time, perSecond: 2);
        // The users are there before the first call
        _ = provider.GetRequiredService<SipUsersFile>();
        return new CallerAuthentication(options, new DigestVerifier(options.Realm, algorithms, nonces), provider.GetRequiredService<SipUsers>(), provider.GetRequiredService<AuthenticationCounters>(), Warn(wrongBudget, logger.CallerWrong), Warn(lockBudget, logger.CallerLocked));
    }
}
