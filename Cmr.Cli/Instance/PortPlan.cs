namespace Cmr.Cli.Instance;

/// <summary>The ports of one instance, so that several live side by side.</summary>
internal sealed record PortPlan(
    int Soap, int SoapTls, int Sip, int MediaHttp, int MediaControl, int ServiceHealth, int SipHealth, int MediaHealth, int RtpMin, int RtpMax)
{
    private const int HighestBase = 65535 - 8099;

    /// <summary>The well-known ports of a single instance.</summary>
    public static PortPlan Default { get; } = new(8080, 8443, 5060, 8090, 8091, 8096, 8097, 8098, 20000, 39999);

    /// <summary>SIP over TLS: next to SIP, as 5061 is to 5060.</summary>
    public int SipTls => Sip + 1;

    /// <summary>SOAP N, SOAP over TLS N+1, SIP N+2, SIP over TLS N+3, media HTTP N+4, media control N+5, health N+6 to N+8, RTP N+100 to N+8099.</summary>
    /// <returns><see langword="null"/> when the base leaves no room, 1024–57436 does.</returns>
    public static PortPlan? FromBase(int portBase) => portBase is < 1024 or > HighestBase
        ? null
        : new PortPlan(portBase, portBase + 1, portBase + 2, portBase + 4, portBase + 5, portBase + 6, portBase + 7, portBase + 8, portBase + 100, portBase + 8099);

    /// <summary>The TCP ports that must be free before the start, with what they are for.</summary>
    public IReadOnlyList<(int Port, string Purpose)> Tcp =>
    [
        (Soap, "SOAP/HTTP"), (SoapTls, "SOAP/TLS"), (Sip, "SIP"), (SipTls, "SIP/TLS"), (MediaHttp, "media HTTP"), (MediaControl, "media control"),
        (ServiceHealth, "health of the service"), (SipHealth, "health of SIP"), (MediaHealth, "health of media"),
    ];
}
