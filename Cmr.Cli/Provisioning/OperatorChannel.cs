using Cmr.Cli.Instance;
using Cmr.Contracts.Client;

namespace Cmr.Cli.Provisioning;

/// <summary>Opens channels to the endpoints of an instance with the operator's credentials.</summary>
internal static class OperatorChannel
{
    public static SoapChannel Open(InstanceState state, string path, OperatorCredentials operatorCredentials) => new();
}
