namespace Cmr.Service.Hosting;

/// <summary>Whether clients show a certificate at the TLS listener.</summary>
internal enum ClientCertificates
{
    /// <summary>They are not asked for one.</summary>
    None,

    /// <summary>They may; those that do not log in another way.</summary>
    Optional,

    /// <summary>They must.</summary>
    Required,
}
