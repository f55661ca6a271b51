using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cmr.Tests.Sip.Transport;

/// <summary>A certificate authority made for one test, and the files of those who believe it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("cmr-tls-").FullName;
    private readonly List<X509Certificate2> _issued = [];
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private int _files;

    public TestAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Root = request.CreateSelfSigned(_now - (30 * Day), _now + (30 * Day));
        TrustFile = Path.Combine(_folder, "trust.pem");
        File.WriteAllText(TrustFile, Root.ExportCertificatePem());
    }

    public X509Certificate2 Root { get; }

    /// <summary>PEM file with the authority's certificate.</summary>
    public string TrustFile { get; }

    /// <summary>Names written as <c>dns:host</c>, <c>uri:sip:host</c> or <c>ip:address</c>.</summary>
    public X509Certificate2 Issue(string names, string commonName = "peer", bool expired = false, bool selfSigned = false)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={commonName}", key, HashAlgorithmName.SHA256);
        if (names.Length > 0) request.CertificateExtensions.Add(AlternativeNames(names));
        DateTimeOffset until = expired ? _now - Day : _now + Day;
        X509Certificate2 issued;
        if (selfSigned)
        {
            issued = request.CreateSelfSigned(_now - (2 * Day), until);
        }
        else
        {
            using X509Certificate2 bare = request.Create(Root, _now - (2 * Day), until, RandomNumberGenerator.GetBytes(8));
            issued = bare.CopyWithPrivateKey(key);
        }

        _issued.Add(issued);
        return issued;
    }

    /// <summary>Certificate and key in a PEM file.</summary>
    public string Write(X509Certificate2 certificate, string? file = null)
    {
        file ??= Path.Combine(_folder, $"{++_files}.pem");
        using ECDsa key = certificate.GetECDsaPrivateKey()!; // issued with one
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return file;
    }

    /// <summary>Settings of a node with a certificate for these names that believes this authority.</summary>
    public string[] Settings(string names = "ip:127.0.0.1,ip:::1") => [$"Sip:Tls:CertificateFile={Write(Issue(names, "node"))}", $"Sip:Tls:TrustFile={TrustFile}"];

    /// <summary>For a test that connects as a peer.</summary>
    public SslClientAuthenticationOptions ClientOptions(X509Certificate2? certificate = null, string host = "127.0.0.1") => new()
    {
        TargetHost = host,
        ClientCertificates = certificate is null ? [] : [certificate],
        CertificateChainPolicy = Policy(),
    };

    /// <summary>For a test that is connected to.</summary>
    public SslServerAuthenticationOptions ServerOptions(X509Certificate2 certificate, bool asks = false) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateRequired = asks,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, shown, _, errors) => !asks || (shown is not null && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) is SslPolicyErrors.None),
    };

    public void Dispose()
    {
        foreach (X509Certificate2 issued in _issued) issued.Dispose();
        Root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private X509ChainPolicy Policy() => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { Root }, RevocationMode = X509RevocationMode.NoCheck };

    private static X509Extension AlternativeNames(string names)
    {
        SubjectAlternativeNameBuilder builder = new();
        foreach (string name in names.Split(','))
        {
            string value = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (name.StartsWith("dns:", StringComparison.Ordinal)) builder.AddDnsName(value);
            else if (name.StartsWith("uri:", StringComparison.Ordinal)) builder.AddUri(new Uri(value));
            else builder.AddIpAddress(IPAddress.Parse(value));
        }

        return builder.Build();
    }
}
