using System.Security.Cryptography;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport;
using Cmr.Sip.Trust;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Overload;

/// <summary>What stands between the network and the mailboxes.</summary>
internal static class OverloadServiceCollectionExtensions
{
    public static IServiceCollection AddOverloadControl(this IServiceCollection services)
    {
        services.AddOptions<OverloadOptions>().BindConfiguration("Sip:Overload").ValidateDataAnnotations()
            .Validate(overload => overload.MinRetryAfter <= overload.MaxRetryAfter, "Sip:Overload:MinRetryAfter must not exceed MaxRetryAfter")
            .Validate(overload => overload.TargetDelay < overload.MaxDelay, "Sip:Overload:TargetDelay must be less than MaxDelay").ValidateOnStart();
        services.AddOptions<SourceLimitOptions>().BindConfiguration("Sip:Sources").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(MakeGuard).AddSingleton(MakeRules);
    }

    private static SourceGuard MakeGuard(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<SourceLimitOptions>>().Value,
        services.GetRequiredService<PeerTrust>(),
        RandomNumberGenerator.GetBytes(16),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<SourceGuard>>());

    private static GateRules MakeRules(IServiceProvider services)
    {
        OverloadOptions options = services.GetRequiredService<IOptions<OverloadOptions>>().Value;
        return new GateRules
        {
            Options = options,
            Classifier = new Classifier(options, services.GetRequiredService<PeerTrust>()),
            Answers = new StatelessAnswers(RandomNumberGenerator.GetBytes(16)),
            Memory = new MemoryGauge(options.MaxMemory, MemoryGauge.ShareOfHeap),
            Sources = services.GetRequiredService<SourceGuard>(),
            Dropped = services.GetRequiredService<ReceiverCounters>().Dropped,
        };
    }
}
