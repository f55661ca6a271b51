namespace Cmr.Tests.Architecture;

/// <summary>Protocol and domain code is pure: bytes, decisions and the time come in, values go out.</summary>
[TestClass]
public sealed class PurityTests
{
    private static readonly string[] ForbiddenNamespaces =
    [
        "System.Net.Sockets", "System.Net.Http", "System.Threading.Tasks", "System.Threading.Channels", "System.Diagnostics.Process",
        "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Npgsql", "NLog", "System.Data",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.TimeProvider", "System.Threading.Thread", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Diagnostics.Stopwatch", "System.Console",
        "System.Environment", "System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.TimeZoneInfo.get_Local",
    ];

    // what the compiler itself puts into any assembly
    private static readonly string[] Compiler = ["System.Environment.get_CurrentManagedThreadId"];

    [TestMethod]
    [DataRow("Cmr.Protocols")]
    [DataRow("Cmr.Domain")]
    public void A_pure_assembly_uses_no_socket_clock_task_log_file_or_chance(string assembly)
    {
        IReadOnlyList<string> members = TypeReferences.MembersOf(assembly);
        List<string> impure = [.. TypeReferences.Of(assembly)
            .Where(type => ForbiddenNamespaces.Any(name => type.Namespace == name || type.Namespace.StartsWith(name + ".", StringComparison.Ordinal)))
            .Select(type => type.ToString())];
        impure.AddRange(members.Where(member => ForbiddenTypes.Any(type => member.StartsWith(type + ".", StringComparison.Ordinal)) || ForbiddenMembers.Contains(member)));
        impure.RemoveAll(Compiler.Contains);
        Assert.IsEmpty(impure, $"{assembly} uses {string.Join(", ", impure)}");
    }

    [TestMethod]
    public void The_check_itself_sees_impure_code()
    {
        IReadOnlyList<string> members = TypeReferences.MembersOf("Cmr.Cli");
        Assert.Contains("System.IO.File.Exists", members, "the metadata reader no longer finds member references");
    }
}
