using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cmr.Cli.Instance;

/// <summary>The certificate with which an instance's TLS listener answers until the operator puts a better one in its place.</summary>
internal static class InstanceCertificate
{
    private const string Subject = "CN=CmrEnterprise";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(14);

    /// <summary>Makes a self-signed certificate for this host, unless there is one that stays valid for a while, or one of the operator's.</summary>
    public static void Ensure(InstanceFolder folder, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (IsUsable(folder, now)) return;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Request(key).CreateSelfSigned(now.AddMinutes(-5), now + Lifetime);
        using (StreamWriter file = new(folder.TlsKeyFile, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            file.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
        }

        File.WriteAllText(folder.TlsCertificateFile, certificate.ExportCertificatePem() + "\n");
    }

    private static bool IsUsable(InstanceFolder folder, DateTimeOffset now)
    {
        if (!File.Exists(folder.TlsCertificateFile) || !File.Exists(folder.TlsKeyFile)) return false;
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(folder.TlsCertificateFile, folder.TlsKeyFile);
            return certificate.Subject != Subject || certificate.NotAfter.ToUniversalTime() > now.UtcDateTime + RenewedBefore;
        }
        catch (CryptographicException)
        {
            return true; // somebody put it there; the service says what is wrong with it
        }
    }

    private static CertificateRequest Request(ECDsa key)
    {
        CertificateRequest request = new(Subject, key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (Uri.CheckHostName(Environment.MachineName) == UriHostNameType.Dns) names.AddDnsName(Environment.MachineName);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // server authentication
        return request;
    }
}
