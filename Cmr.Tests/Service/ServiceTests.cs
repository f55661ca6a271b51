namespace Cmr.Tests.Service;

/// <summary>Base of tests that share one service for their class.</summary>
public abstract class ServiceTests
{
    private static readonly Dictionary<Type, ServiceHost> Hosts = [];

    private protected ServiceHost Host => Hosts[GetType()];

    [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task StartHostAsync(TestContext context)
    {
        ServiceHost host = await ServiceHost.StartAsync();
        lock (Hosts)
            Hosts[Type.GetType(context.FullyQualifiedTestClassName!)!] = host; // the class under test is in this assembly
    }

    [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task StopHostAsync(TestContext context)
    {
        ServiceHost? host;
        lock (Hosts)
            Hosts.Remove(Type.GetType(context.FullyQualifiedTestClassName!)!, out host); // see above
        if (host is not null)
            await host.DisposeAsync();
    }
}
