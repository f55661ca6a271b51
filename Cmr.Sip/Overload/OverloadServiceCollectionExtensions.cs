using System.Security.Cryptography;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Transport;
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
        return services.AddSingleton(MakeRules);
    }

    private static GateRules MakeRules(IServiceProvider services)
    {
        OverloadOptions options = services.GetRequiredService<IOptions<OverloadOptions>>().Value;
        return new GateRules
        {
            Options = options,
            Classifier = new Classifier(options),
            Answers = new StatelessAnswers(RandomNumberGenerator.GetBytes(16)),
            Memory = new MemoryGauge(options.MaxMemory, MemoryGauge.ShareOfHeap),
            Dropped = services.GetRequiredService<ReceiverCounters>().Dropped,
        };
    }
}
