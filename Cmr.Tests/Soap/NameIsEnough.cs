using Cmr.Soap.Dispatch;
using Cmr.Soap.Security;

namespace Cmr.Tests.Soap;

/// <summary>Believes every name.</summary>
internal sealed class NameIsEnough : ISoapAuthenticator
{
    public ValueTask<object?> AuthenticateAsync(SoapContext context, CancellationToken cancellationToken) =>
        new(context.UsernameToken is { } token ? $"known as {token.Username}" : null);
}
