using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cmr.Cli.Instance;

/// <summary>The self-signed certificate with which an instance serves SIP over TLS until its operator brings a real one.</summary>
internal static class SipCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(825);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>Makes certificate and key, in one PEM file that its owner alone can read, unless a good one is there.</summary>
    public static void Ensure(string file, DateTimeOffset now)
    {
        if (File.Exists(file))
        {
            using X509Certificate2 known = X509Certificate2.CreateFromPemFile(file);
            if (known.NotAfter > (now + RenewBefore).LocalDateTime) return;
        }

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        // Its own root: peers can trust this very certificate
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Lifetime);
        InstanceSecrets.WritePrivate(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
