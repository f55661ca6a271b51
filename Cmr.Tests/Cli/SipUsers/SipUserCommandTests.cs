using Cmr.Cli.Instance;
using Cmr.Cli.SipUsers;

namespace Cmr.Tests.Cli.SipUsers;

/// <summary><c>./cmr sip-user</c>: where users go, and what it says when they are not there.</summary>
[TestClass]
[DoNotParallelize]
public sealed class SipUserCommandTests : IDisposable
{
    private readonly InstanceFolder _folder = new(Directory.CreateTempSubdirectory("cmr-users").FullName);
    private readonly TextReader _input = Console.In;
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _errors = Console.Error;
    private readonly StringWriter _said = new();

    public SipUserCommandTests()
    {
        _folder.Create();
        Console.SetOut(_said);
        Console.SetError(_said);
    }

    [TestMethod]
    public async Task The_realm_is_that_of_the_instance()
    {
        await File.WriteAllTextAsync(_folder.ConfigurationOf(ProcessNames.Sip), """{ "sip": { "Authentication": { "Realm": "home.example" } } }""");
        await RunAsync(0, "add", "alice", "--data", _folder.Root);
        StringAssert.Contains(_said.ToString(), "alice in realm home.example");
        StringAssert.Contains(_said.ToString(), "knows in a few seconds");
        await RunAsync(0, "remove", "alice", "--data", _folder.Root);
        Assert.IsEmpty(new SipUserFile(_folder.SipUsersFile).Read());
    }

    [TestMethod]
    public async Task A_user_of_another_realm_is_not_promised_to_get_in_and_is_found_again()
    {
        await RunAsync(0, "add", "alice", "--realm", "home.example", "--data", _folder.Root);
        StringAssert.Contains(_said.ToString(), "Sip:Authentication:Realm of this instance is cmr");
        Assert.DoesNotContain("few seconds", _said.ToString());
        await RunAsync(2, "remove", "alice", "--data", _folder.Root);
        StringAssert.Contains(_said.ToString(), "no user alice in realm cmr, but in home.example");
    }

    [TestMethod]
    [DataRow("add")]
    [DataRow("remove")]
    public async Task A_folder_that_is_not_there_is_named(string verb)
    {
        string nowhere = Path.Combine(_folder.Root, "nowhere");
        await RunAsync(2, verb, "alice", "--data", nowhere);
        StringAssert.Contains(_said.ToString(), $"there is no folder {nowhere}");
    }

    public void Dispose()
    {
        Console.SetIn(_input);
        Console.SetOut(_output);
        Console.SetError(_errors);
        _said.Dispose();
        Directory.Delete(_folder.Root, recursive: true);
    }

    private async Task RunAsync(int expected, params string[] words)
    {
        using StringReader secret = new("opensesame\n");
        Console.SetIn(secret);
        Assert.AreEqual(expected, await SipUserCommand.Create().Parse(words).InvokeAsync(), _said.ToString());
    }
}
