using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cmr.Cli.Replay;

/// <summary>Certificates that are trusted in this run beside those of the system: authorities, or a server's own self-signed one.</summary>
internal sealed class TrustedCertificates
{
    private readonly X509Certificate2Collection _certificates;

    private TrustedCertificates(X509Certificate2Collection certificates) => _certificates = certificates;

    /// <exception cref="BadSamplesException">The file cannot be read, or holds no certificate.</exception>
    public static TrustedCertificates Load(string file)
    {
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0 ? new(certificates) : throw new BadSamplesException($"{file} holds no certificate in PEM");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BadSamplesException($"{file} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Judges a server's certificate; only an unknown issuer is forgiven, never a wrong name.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is SslPolicyErrors.None) return true;
        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 presented) return false;
        using X509Chain own = new();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_certificates);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a private authority publishes no lists
        if (chain is not null) own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        return own.Build(presented);
    }
}
