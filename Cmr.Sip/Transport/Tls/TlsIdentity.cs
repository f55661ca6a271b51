using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Transport.Tls;

/// <summary>Our certificate and whom we believe, read again when the files change; a file that cannot be used leaves what was read before.</summary>
internal sealed class TlsIdentity
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private static readonly SslApplicationProtocol Sip = new("sip/2"u8.ToArray());
    // Older versions are forbidden (RFC 8996)
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;
    private readonly Lock _gate = new();
    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Material _material;
    private long _lookedAt;

    /// <exception cref="InvalidDataException">The files hold no certificate with its key.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public TlsIdentity(IOptions<TlsOptions> options, TimeProvider time, ILogger<TlsIdentity> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _material = Load();
        _lookedAt = time.GetTimestamp();
    }

    /// <summary>For peers that connect.</summary>
    /// <param name="asksForNames">Some peers are known by the names in their certificates: those who have one are asked to show it.</param>
    public SslServerAuthenticationOptions ServerOptions(bool asksForNames)
    {
        Material material = Current();
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = material.Certificate,
            ApplicationProtocols = [Sip],
            EnabledSslProtocols = Versions,
            ClientCertificateRequired = _options.RequireClientCertificate || asksForNames,
            CertificateChainPolicy = PolicyOf(material),
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                certificate is null ? !_options.RequireClientCertificate : (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) is SslPolicyErrors.None,
        };
    }

    /// <summary>For peers that we connect to.</summary>
    /// <param name="domain">Name that the peer must prove: the host of the URI, before any look-up (RFC 5922 §7.1).</param>
    public SslClientAuthenticationOptions ClientOptions(string domain)
    {
        Material material = Current();
        return new SslClientAuthenticationOptions
        {
            TargetHost = domain,
            ApplicationProtocols = [Sip],
            EnabledSslProtocols = Versions,
            ClientCertificateContext = material.Certificate,
            CertificateChainPolicy = PolicyOf(material),
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                certificate is X509Certificate2 peer && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) is SslPolicyErrors.None && PeerIdentity.Proves(peer, domain),
        };
    }

    private static X509ChainPolicy PolicyOf(Material material)
    {
        X509ChainPolicy policy = new() { RevocationMode = X509RevocationMode.NoCheck };
        if (material.Trusted is not { } trusted) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }

    private Material Current()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) < LookAgain) return _material;
            _lookedAt = _time.GetTimestamp();
            try
            {
                if (StampOfFiles() != _material.Stamp)
                {
                    _material = Load();
                    _logger.CertificateRead(_material.Certificate.TargetCertificate.Subject, _material.Certificate.TargetCertificate.NotAfter);
                }
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                _logger.CertificateUnusable(exception.Message);
            }

            return _material;
        }
    }

    private Material Load()
    {
        (DateTime, DateTime, DateTime) stamp = StampOfFiles();
        string file = _options.CertificateFile!; // made only when there is one
        MustExist(nameof(TlsOptions.CertificateFile), file);
        MustExist(nameof(TlsOptions.KeyFile), _options.KeyFile);
        MustExist(nameof(TlsOptions.TrustFile), _options.TrustFile);
        X509Certificate2Collection chain = [];
        try
        {
            X509Certificate2 own = X509Certificate2.CreateFromPemFile(file, _options.KeyFile ?? file);
            chain.ImportFromPemFile(file);
            return new Material(SslStreamCertificateContext.Create(own, chain, offline: true), LoadTrusted(), stamp);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException($"Sip:Tls: {exception.Message} ({file}, {_options.KeyFile ?? "which must hold the key too"})", exception);
        }
    }

    private X509Certificate2Collection? LoadTrusted()
    {
        if (string.IsNullOrWhiteSpace(_options.TrustFile)) return null;
        X509Certificate2Collection trusted = [];
        trusted.ImportFromPemFile(_options.TrustFile);
        return trusted;
    }

    private static void MustExist(string option, string? file)
    {
        if (!string.IsNullOrWhiteSpace(file) && !File.Exists(file)) throw new FileNotFoundException($"Sip:Tls:{option}: there is no file {file}");
    }

    private (DateTime Certificate, DateTime Key, DateTime Trust) StampOfFiles() =>
        (StampOf(_options.CertificateFile), StampOf(_options.KeyFile), StampOf(_options.TrustFile));

    private static DateTime StampOf(string? file) => string.IsNullOrWhiteSpace(file) ? default : File.GetLastWriteTimeUtc(file);

    private sealed record Material(SslStreamCertificateContext Certificate, X509Certificate2Collection? Trusted, (DateTime Certificate, DateTime Key, DateTime Trust) Stamp);
}
