using Cmr.Cli.Instance;
using Cmr.Contracts.Client;

namespace Cmr.Cli.Provisioning;

/// <summary>Opens channels to the endpoints of an instance with the operator's credentials.</summary>
internal static class OperatorChannel
{
    public static SoapChannel Open(HttpClient http, InstanceState state, string path, OperatorCredentials operatorCredentials) =>
        new(http, new Uri(state.SoapUrl + path))
        {
            Credentials = new SoapCredentials.UsernameToken(operatorCredentials.PrincipalId, operatorCredentials.Secret),
        };
}
