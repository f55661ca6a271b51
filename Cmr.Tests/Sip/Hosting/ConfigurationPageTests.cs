using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Cmr.Sip.Hep;
using Cmr.Sip.Hosting;
using Cmr.Sip.Overload;
using Cmr.Sip.Transport.Dns;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Transport.Tls;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Transport;
using Cmr.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Sip.Hosting;

/// <summary>docs/configuration.md is true: the process takes its example, and its table has every option with its default.</summary>
[TestClass]
public sealed partial class ConfigurationPageTests
{
    private static readonly (string Section, object Defaults)[] Sections =
    [
        ("Sip", new SipOptions()), ("Sip:Routes:n", new RouteOptions()), ("Sip:Timers", new TimerOptions()), ("Sip:SessionTimer", new SessionTimerSettings()), ("Sip:Tls", new TlsOptions()),
        ("Sip:Streams", new StreamOptions()), ("Sip:Dns", new DnsOptions()), ("Sip:Trust", new TrustOptions()), ("Sip:Trust:Peers:n", new TrustedPeerOptions()),
        ("Sip:Authentication", new AuthenticationOptions()), ("Sip:Overload", new OverloadOptions()), ("Sip:Sources", new SourceLimitOptions()), ("Sip:Hep", new HepOptions()),
    ];

    private readonly string _page = File.ReadAllText(Repository.PathOf("docs", "configuration.md"));

    [TestMethod]
    public void The_table_has_every_option_with_its_default()
    {
        string[] written = [.. Row().Matches(_page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value.Trim('`')}")];
        string[] real = [.. Options().Select(option => $"{option.Name} {Show(option)}")];
        Assert.AreEqual(string.Join('\n', real.Order(StringComparer.Ordinal)), string.Join('\n', written.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public async Task The_example_is_taken_by_the_process()
    {
        using TestAuthority authority = new();
        string folder = Directory.CreateTempSubdirectory("cmr-page").FullName;
        string config = Path.Combine(folder, "sip.json");
        await File.WriteAllTextAsync(config, Example().Match(_page).Groups[1].Value);
        // Files of the test in place of those in /etc
        string secret = Path.Combine(folder, "instance.key");
        await File.WriteAllTextAsync(secret, Convert.ToBase64String(new byte[32]));
        string[] tls = authority.Settings();
        string[] files = [.. tls, tls[0].Replace("CertificateFile", "KeyFile", StringComparison.Ordinal), $"Sip:Authentication:UsersFile={Path.Combine(folder, "sip-users")}", $"Instance:SecretFile={secret}", "Logging:LogLevel:Default=None"];
        await using WebApplication app = SipApplication.Build(["--config", config, .. files.Select(setting => "--" + setting)]);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        TrustPolicy trust = app.Services.GetRequiredService<TrustPolicy>();
        SipOptions sip = app.Services.GetRequiredService<IOptions<SipOptions>>().Value;
        Assert.AreEqual("home.example", trust.Authentication?.Realm);
        Assert.HasCount(2, sip.Routes.Select(route => route.Parse()));
        Assert.HasCount(3, app.Services.GetRequiredService<ListenAddresses>().All);
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void The_example_has_no_option_that_does_not_exist()
    {
        using MemoryStream json = new(Encoding.UTF8.GetBytes(Example().Match(_page).Groups[1].Value));
        string[] real = [.. Options().Select(option => option.Name)];
        string[] unknown = [.. new ConfigurationBuilder().AddJsonStream(json).Build().AsEnumerable()
            .Where(pair => pair.Value is not null && pair.Key.StartsWith("Sip:", StringComparison.Ordinal))
            .Select(pair => Position().Replace(pair.Key, "$1:n"))
            .Where(key => !real.Any(name => key == name || key.StartsWith(name + ":", StringComparison.Ordinal)))];
        Assert.IsEmpty(unknown, string.Join(", ", unknown));
    }

    private static IEnumerable<(string Name, object? Default)> Options() =>
        from section in Sections
        from property in section.Defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let name = $"{section.Section}:{property.Name}"
        where property.CanWrite && !Sections.Any(inner => inner.Section == name || inner.Section == name + ":n")
        select (name, property.GetValue(section.Defaults));

    private static string Show((string Name, object? Default) option) => option switch
    {
        ("Sip:NodeName", _) => "the name of the machine",
        (_, null or "" or ICollection { Count: 0 }) => "–",
        (_, bool flag) => flag ? "true" : "false",
        (_, TimeSpan time) when time.Ticks % TimeSpan.TicksPerSecond != 0 => time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0'),
        _ => Convert.ToString(option.Default, CultureInfo.InvariantCulture)!, // not null
    };

    [GeneratedRegex(@"^\| `(Sip:[^`]+)` \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"(Routes|Peers):\d+")]
    private static partial Regex Position();
}
