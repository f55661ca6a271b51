using Cmr.Sip.Hosting;
using Cmr.Sip.Overload;
using Cmr.Sip.Tracing;
using Cmr.Sip.Transport.Streams;

namespace Cmr.Sip.Transport;

/// <summary>What sockets and connections need.</summary>
internal static class TransportServiceCollectionExtensions
{
    public static IServiceCollection AddSipTransport(this IServiceCollection services) =>
        services.AddOverloadControl().AddSingleton<MessageTap>().AddSingleton<ReceiverCounters>().AddSingleton<StreamCounters>().AddSingleton<StreamGate>().AddSingleton<ListenAddresses>().AddSingleton<StreamListeners>();
}
