using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Hosting;

/// <summary>Refuses a TLS listener whose files cannot be used, before anything is opened.</summary>
internal sealed class TlsOptionsValidation : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        if (!options.IsEnabled) return ValidateOptionsResult.Success;
        if (!IPAddress.TryParse(options.Address, out _)) return ValidateOptionsResult.Fail($"Soap:Tls:Address '{options.Address}' is no IP address.");
        try
        {
            TlsCertificates.Load(options).Dispose();
            TlsCertificates.LoadAuthorities(options);
            return ValidateOptionsResult.Success;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ValidateOptionsResult.Fail($"Soap:Tls: the certificate cannot be used: {e.Message}");
        }
    }
}
