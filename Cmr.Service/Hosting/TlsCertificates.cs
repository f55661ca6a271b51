using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Hosting;

/// <summary>What the TLS listener shows and asks for. The server's certificate is read again when its file changes, without a restart.</summary>
internal sealed class TlsCertificates(IOptions<TlsOptions> options, TimeProvider clock, ILogger<TlsCertificates> logger)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly Lock _gate = new();
    private readonly X509Certificate2Collection? _authorities = LoadAuthorities(options.Value);
    private SslServerAuthenticationOptions? _current;
    private DateTime _changed;
    private long _checked;

    /// <summary>For the next handshake.</summary>
    public SslServerAuthenticationOptions Current()
    {
        lock (_gate)
        {
            if (_current is null || clock.GetElapsedTime(_checked) >= CheckInterval) Refresh();
            return _current!; // Refresh leaves the one before when it cannot make one, and throws when there is none before
        }
    }

    /// <summary>Reads the server's certificate and its key.</summary>
    /// <exception cref="CryptographicException">They cannot be read, or do not belong together.</exception>
    public static X509Certificate2 Load(TlsOptions options)
    {
        string file = options.CertificateFile!; // only asked when there is a listener
        if (IsPkcs12(file)) return X509CertificateLoader.LoadPkcs12FromFile(file, options.Password);
        return string.IsNullOrEmpty(options.Password)
            ? X509Certificate2.CreateFromPemFile(file, options.KeyFile ?? file)
            : X509Certificate2.CreateFromEncryptedPemFile(file, options.Password, options.KeyFile ?? file);
    }

    /// <summary>Reads the authorities of client certificates.</summary>
    /// <returns><see langword="null"/> when none are configured.</returns>
    public static X509Certificate2Collection? LoadAuthorities(TlsOptions options)
    {
        if (!options.IsEnabled || string.IsNullOrEmpty(options.ClientAuthorityFile)) return null;
        X509Certificate2Collection authorities = [];
        authorities.ImportFromPemFile(options.ClientAuthorityFile);
        return authorities.Count > 0 ? authorities : throw new CryptographicException($"{options.ClientAuthorityFile} holds no certificate.");
    }

    private void Refresh()
    {
        _checked = clock.GetTimestamp();
        DateTime changed = Changed();
        if (_current is not null && changed == _changed) return;
        try
        {
            X509Certificate2 certificate = Load(options.Value);
            _current = Make(certificate);
            _changed = changed;
            logger.CertificateLoaded(certificate.Subject, certificate.NotAfter);
        }
        catch (Exception e) when (_current is not null && e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            _changed = changed; // said once per change
            logger.CertificateUnusable(e.Message);
        }
    }

    private DateTime Changed()
    {
        DateTime certificate = File.GetLastWriteTimeUtc(options.Value.CertificateFile!); // only asked when there is a listener
        if (options.Value.KeyFile is not { } keyFile) return certificate;
        DateTime key = File.GetLastWriteTimeUtc(keyFile);
        return key > certificate ? key : certificate;
    }

    private SslServerAuthenticationOptions Make(X509Certificate2 certificate)
    {
        X509Certificate2Collection intermediates = [];
        string file = options.Value.CertificateFile!; // only asked when there is a listener
        if (!IsPkcs12(file)) intermediates.ImportFromPemFile(file);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, intermediates, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = options.Value.ClientCertificates != ClientCertificates.None,
            RemoteCertificateValidationCallback = (_, shown, chain, _) => Accepts(shown as X509Certificate2, chain),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
    }

    private bool Accepts(X509Certificate2? shown, X509Chain? sent)
    {
        if (shown is null) return options.Value.ClientCertificates != ClientCertificates.Required;
        DateTime now = clock.GetLocalNow().DateTime; // the certificate's dates are in local time
        if (now < shown.NotBefore || now > shown.NotAfter) return false;
        if (_authorities is null) return true;
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(ClientAuthentication);
        X509Certificate2[] intermediates = [.. sent?.ChainElements.Select(element => element.Certificate) ?? []];
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        return chain.Build(shown);
    }

    private static bool IsPkcs12(string file) => Path.GetExtension(file).ToUpperInvariant() is ".PFX" or ".P12";
}
