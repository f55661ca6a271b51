namespace Cmr.Cli.Instance;

/// <summary>The data folder of one instance and what lies where in it.</summary>
internal sealed record InstanceFolder(string Root)
{
    /// <summary>The folder that <c>--data</c> names, or <c>.cmr/</c> in the repository.</summary>
    public static InstanceFolder Resolve(string? option) =>
        new(Path.GetFullPath(option ?? Path.Combine(RepositoryHome.Path, ".cmr")));

    public string LockFile => Path.Combine(Root, "instance.lock");

    public string StateFile => Path.Combine(Root, "instance.json");

    public string SecretFile => Path.Combine(Root, "instance.key");

    /// <summary>Certificate and key of SIP over TLS.</summary>
    public string SipCertificate => Path.Combine(Root, "sip-tls.pem");

    /// <summary>Users who may call from outside the trust domain.</summary>
    public string SipUsersFile => Path.Combine(Root, "sip-users");

    public string OperatorFile => Path.Combine(Root, "operator.json");

    public string TlsCertificateFile => Path.Combine(Root, "tls", "certificate.pem");

    public string TlsKeyFile => Path.Combine(Root, "tls", "key.pem");

    public string MediaCache => Path.Combine(Root, "media-cache");

    public string ConfigurationOf(string process) => Path.Combine(Root, "config", process + ".json");

    public string LogOf(string process) => Path.Combine(Root, "logs", process + ".log");

    public void Create()
    {
        // others may pass through, because PostgreSQL may run as another user, but not look around
        const UnixFileMode PassThrough = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(Root, PassThrough);
        foreach (string part in (string[])["config", "logs", "media-cache", "tls"])
            Directory.CreateDirectory(Path.Combine(Root, part), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
