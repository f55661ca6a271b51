using System.Globalization;
using Cmr.Sip.Hosting;
using Cmr.Tests.Sip.Transport.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>A slip in the configuration keeps the SIP process from starting, with a line that names the option.</summary>
[TestClass]
public sealed class WrongConfigurationTests
{
    [TestMethod]
    [DataRow("Sip:Port", "Sip:Port=abc")]
    [DataRow("Sip:Trust:UntrustedCallers", "Sip:Trust:UntrustedCallers=maybe")]
    [DataRow("Sip:Trust:UntrustedCallers", "Sip:Trust:UntrustedCallers=7")]
    [DataRow("T1", "Sip:Timers:T1=5", DisplayName = "5 days")]
    [DataRow("Interval", "Sip:SessionTimer:Interval=5")]
    [DataRow("Sip:OutboundProxy", "Sip:OutboundProxy=127.0.0.1:29402;transport=foo")]
    [DataRow("Sip:OutboundProxy", "Sip:OutboundProxy=sips:127.0.0.1;transport=udp")]
    [DataRow("Sip:OutboundProxy needs TLS", "Sip:OutboundProxy=sip:127.0.0.1;transport=tls")]
    [DataRow("Sip:Routes", "Sip:Routes:0:Prefix=+1", "Sip:Routes:0:Targets:0=a;b")]
    [DataRow("Sip:Tls:CertificateFile", "Sip:Tls:CertificateFile=/nonexistent/node.pem")]
    [DataRow("Sip:Trust:Peers", "Sip:Trust:Peers:0:Label=nobody")]
    [DataRow("Timeout", "Sip:Streams:MaxConnections=0", "Sip:Dns:Timeout=5", DisplayName = "two sections")]
    public async Task The_line_names_the_option(string named, params string[] settings)
    {
        Exception fault = await StartAsync(settings);
        string? reason = ConfigurationFault.Of(fault);
        Assert.IsNotNull(reason, fault.ToString());
        StringAssert.Contains(reason, named);
    }

    [TestMethod]
    public async Task An_address_that_is_not_ours_is_named()
    {
        Exception fault = await StartAsync("Sip:MoreAddresses:0=192.0.2.1");
        StringAssert.StartsWith(((CannotListenException)fault).Address, "udp:192.0.2.1:");
    }

    [TestMethod]
    public void A_fault_of_the_program_is_no_slip_in_the_configuration() => Assert.IsNull(ConfigurationFault.Of(new AggregateException(new FormatException(), new InvalidOperationException())));

    private static async Task<Exception> StartAsync(params string[] settings)
    {
        string secretFile = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(secretFile, Convert.ToBase64String(new byte[32]));
            string port = LiveNode.FreePort().ToString(CultureInfo.InvariantCulture);
            string[] usual = [$"Sip:Port={port}", "Health:Port=0", $"Instance:SecretFile={secretFile}", "Database:ConnectionString=Host=/nonexistent", $"Logging:LogLevel:Default={LogLevel.None}"];
            return await Assert.ThrowsAsync<Exception>(async () =>
            {
                await using WebApplication app = SipApplication.Build([.. usual.Concat(settings).Select(setting => "--" + setting)]);
                await app.StartAsync(CancellationToken.None);
            });
        }
        finally
        {
            File.Delete(secretFile);
        }
    }
}
