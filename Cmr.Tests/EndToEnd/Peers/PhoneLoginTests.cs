using Cmr.Cli.Processes;
using Cmr.Cli.Provisioning;
using Cmr.Cli.SipUsers;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Transport.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.EndToEnd.Peers;

/// <summary>Phones of others come from outside and log in by digest, as users that <c>./cmr sip-user</c> made.</summary>
[TestClass]
[DoNotParallelize]
public sealed class PhoneLoginTests
{
    // Debian's versions of both give up at a challenge whose algorithm they do not know, even with another beside it
    private const string WithoutSha256 = "Sip:Authentication:AllowSha256=false";

    private readonly string _users = Path.Combine(Directory.CreateTempSubdirectory("cmr-users-").FullName, "sip-users");

    [TestCleanup]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_users)!, recursive: true); // a file in a folder of its own

    [TestMethod]
    public async Task SIPp_logs_in_with_MD5_and_its_call_goes_on()
    {
        await AddAsync("ann", "opensesame");
        await using LiveNode node = await StartAsync(WithoutSha256);
        int callee = LiveNode.FreePort();
        await using SippPhone bob = SippPhone.Start("callee-is-busy", callee, null, ("service", "bob"));
        await using SippPhone ann = SippPhone.Start("caller-logs-in", LiveNode.FreePort(), node.Port, ("service", "bob"), ("caller", "ann"), ("callee_port", $"{callee}"), ("auth_uri", $"bob@127.0.0.1:{callee}"));
        await ann.EndsWellAsync(() => bob.Messages);
        await bob.EndsWellAsync();
        Assert.DoesNotContain("Authorization", bob.Messages);
        Assert.AreEqual(1, node.Services.GetRequiredService<AuthenticationCounters>()[AuthenticationResult.Proven]);
    }

    [TestMethod]
    [DataRow("opensesame", true)]
    [DataRow("wrong", false)]
    public async Task Baresip_gets_through_with_the_right_secret(string secret, bool through)
    {
        await AddAsync("ann", "opensesame");
        await using LiveNode node = await StartAsync(WithoutSha256);
        string proxy = $"sip:127.0.0.1:{node.Port}";
        string sound = Path.GetTempFileName() + ".wav";
        CommandResult converted = await CommandLineTool.RunAsync("ffmpeg", ["-v", "error", "-y", "-i", SampleFile.Melody.Path, "-ac", "1", "-ar", "8000", sound], CancellationToken.None);
        Assert.IsTrue(converted.Succeeded, converted.Output);
        await using Baresip ann = await Baresip.StartAsync("udp", proxy, sound, login: ("ann", secret));
        await using Baresip bob = await Baresip.StartAsync("udp", proxy, sound);
        await ann.TellAsync("dial", bob.Uri);
        await ann.PrintsAsync(through ? "Call established" : "session closed");
        if (through)
        {
            await ann.TellAsync("hangup");
            await bob.PrintsAsync("session closed");
        }

        AuthenticationCounters counters = node.Services.GetRequiredService<AuthenticationCounters>();
        Assert.AreEqual(through, counters[AuthenticationResult.Proven] > 0, ann.Log);
        Assert.DoesNotContain("Authorization", bob.Log);
        File.Delete(sound);
    }

    [TestMethod]
    public async Task Users_are_added_changed_listed_and_removed_and_only_the_owner_can_read_them()
    {
        await AddAsync("ann", "opensesame", "--identity", "tel:+4915100000001");
        await AddAsync("bob", "one");
        string before = File.ReadAllText(_users);
        await AddAsync("bob", "two");
        Assert.AreNotEqual(before, File.ReadAllText(_users));
        Assert.DoesNotContain("opensesame", before);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_users));
        CollectionAssert.AreEqual((string[])["ann", "bob"], new SipUserFile(_users).Read().Select(user => user.Name).ToArray());
        Assert.AreEqual("tel:+4915100000001", new SipUserFile(_users).Read().First().Identities.Single().ToString());
        Assert.AreEqual(0, await RunAsync("", "list"));
        Assert.AreEqual(0, await RunAsync("", "remove", "ann"));
        Assert.AreNotEqual(0, await RunAsync("", "remove", "ann"));
        Assert.AreNotEqual(0, await RunAsync("", "add", "eve"), "an empty secret");
        Assert.AreNotEqual(0, await RunAsync("secret\n", "add", "e ve"), "a name with a blank");
        Assert.AreEqual("bob", new SipUserFile(_users).Read().Single().Name);
    }

    [TestMethod]
    public async Task A_running_node_takes_up_changes_and_keeps_its_users_when_the_file_cannot_be_used()
    {
        await AddAsync("ann", "opensesame");
        await using LiveNode node = await StartAsync();
        SipUsersFile file = node.Services.GetRequiredService<SipUsersFile>();
        SipUsers users = node.Services.GetRequiredService<SipUsers>();
        await AddAsync("bob", "one");
        file.LoadIfChanged(_users);
        Assert.AreEqual(2, users.Count);
        await File.AppendAllTextAsync(_users, "rubbish\n");
        file.LoadIfChanged(_users);
        Assert.AreEqual(2, users.Count);
        await RunAsync("", "remove", "ann");
        File.SetUnixFileMode(_users, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        file.LoadIfChanged(_users);
        Assert.AreEqual(2, users.Count, "others may read it");
    }

    [TestMethod]
    public async Task A_node_does_not_start_with_a_file_of_users_that_others_may_read()
    {
        await AddAsync("ann", "opensesame");
        File.SetUnixFileMode(_users, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        InvalidDataException refused = await Assert.ThrowsExactlyAsync<InvalidDataException>(() => StartAsync());
        Assert.Contains("chmod 600", refused.Message);
    }

    private Task<LiveNode> StartAsync(params string[] settings) =>
        LiveNode.StartAsync(["Sip:Trust:Loopback=false", $"Sip:Authentication:UsersFile={_users}", .. settings]);

    private async Task AddAsync(string name, string secret, params string[] more) => Assert.AreEqual(0, await RunAsync(secret + "\n", ["add", name, .. more]));

    private async Task<int> RunAsync(string input, params string[] arguments)
    {
        TextReader before = Console.In;
        Console.SetIn(new StringReader(input));
        try
        {
            return await SipUserCommand.Create().Parse([.. arguments, "--file", _users]).InvokeAsync();
        }
        finally
        {
            Console.SetIn(before);
        }
    }
}
