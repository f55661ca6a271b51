using System.Net;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Hosting;

/// <summary>Refuses a listener that would be unsafe or could not be opened.</summary>
internal sealed class SoapListenerValidation : IValidateOptions<SoapListenerOptions>
{
    public ValidateOptionsResult Validate(string? name, SoapListenerOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out IPAddress? address))
            return ValidateOptionsResult.Fail($"Soap:Address '{options.Address}' is no IP address.");
        if (!IPAddress.IsLoopback(address) && !options.AllowPlainRemote)
            return ValidateOptionsResult.Fail(
                $"Soap:Address {address} is not a loopback address, and this listener has no TLS. Use the TLS listener (Soap:Tls), or allow it with Soap:AllowPlainRemote=true.");
        return options.TrustedProxies.FirstOrDefault(proxy => !TrustedProxies.TryParse(proxy, out _)) is { } wrong
            ? ValidateOptionsResult.Fail($"Soap:TrustedProxies '{wrong}' is neither an IP address nor a network such as 10.0.0.0/8.")
            : ValidateOptionsResult.Success;
    }
}
