using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Security;

namespace Cmr.Benchmarks.Soap;

/// <summary>Knows one secret and takes any session key, so that only the SOAP layer is measured.</summary>
internal sealed class AuthenticatorInMemory : ISoapAuthenticator
{
    private static readonly object Known = new();

    public ValueTask<object?> AuthenticateAsync(SoapContext context, CancellationToken cancellationToken) =>
        new(context.Header(ContractNames.SessionKey) is { Length: > 0 } || context.UsernameToken?.Matches("correct horse") == true ? Known : null);
}
