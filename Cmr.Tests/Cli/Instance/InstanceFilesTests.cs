using Cmr.Cli.Instance;
using Cmr.Cli.Processes;
using Cmr.Cli.Up;
using Cmr.Tests.Support;

namespace Cmr.Tests.Cli.Instance;

[TestClass]
public sealed class InstanceFilesTests
{
    private readonly InstanceFolder _folder = new(Directory.CreateTempSubdirectory("cmr-instance-").FullName);

    [TestInitialize]
    public void Create() => _folder.Create();

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder.Root, recursive: true);

    [TestMethod]
    public void Secrets_are_made_once_and_readable_by_their_owner_only()
    {
        InstanceSecrets.EnsureKey(_folder);
        OperatorCredentials first = InstanceSecrets.EnsureOperator(_folder);
        string key = File.ReadAllText(_folder.SecretFile);
        InstanceSecrets.EnsureKey(_folder);
        Assert.AreEqual(first, InstanceSecrets.EnsureOperator(_folder));
        Assert.AreEqual(key, File.ReadAllText(_folder.SecretFile));
        Assert.HasCount(32, Convert.FromBase64String(key));
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(_folder.SecretFile));
        Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(_folder.OperatorFile));
    }

    [TestMethod]
    public void The_operator_secret_is_not_in_the_text_form_of_the_credentials()
    {
        OperatorCredentials credentials = InstanceSecrets.EnsureOperator(_folder);
        Assert.DoesNotContain(credentials.Secret, credentials.ToString());
    }

    [TestMethod]
    public void Only_one_supervisor_gets_the_lock_and_the_next_gets_it_after_the_first()
    {
        using (InstanceLock? first = InstanceLock.TryTake(_folder))
        {
            Assert.IsNotNull(first);
            Assert.IsNull(InstanceLock.TryTake(_folder));
        }

        using InstanceLock? next = InstanceLock.TryTake(_folder);
        Assert.IsNotNull(next);
    }

    [TestMethod]
    public void A_state_file_that_was_cut_short_is_no_state()
    {
        State().Save(_folder);
        Assert.AreEqual(26002, InstanceState.Load(_folder)!.Ports.Sip);
        File.WriteAllText(_folder.StateFile, File.ReadAllText(_folder.StateFile)[..40]);
        Assert.IsNull(InstanceState.Load(_folder));
    }

    [TestMethod]
    public async Task What_a_killed_run_left_is_ended_and_a_stranger_with_the_same_number_is_not()
    {
        using ChildProcess left = ChildProcess.Start(ProcessNames.Media, Repository.PathOf("Cmr.Tests", "missing.dll"), [], _folder.LogOf("x"));
        await left.WaitForExitAsync(CancellationToken.None);
        using var sleeper = System.Diagnostics.Process.Start("sleep", "60");
        using var stranger = System.Diagnostics.Process.Start("sleep", "60");
        ProcessIdentity mine = ProcessIdentity.Of(ProcessNames.Sip, sleeper.Id);
        ProcessIdentity formerlyMine = ProcessIdentity.Of(ProcessNames.Service, stranger.Id) with { StartTicks = 1 };
        (State() with { Processes = [left.Identity, mine, formerlyMine] }).Save(_folder);

        IReadOnlyList<string> ended = await Leftovers.EndAsync(_folder, TimeProvider.System, CancellationToken.None);

        CollectionAssert.AreEqual(new[] { ProcessNames.Sip }, ended.ToArray());
        Assert.IsFalse(mine.IsAlive());
        Assert.IsFalse(stranger.HasExited);
        Assert.IsFalse(File.Exists(_folder.StateFile));
        stranger.Kill();
    }

    private static InstanceState State() => new(PortPlan.FromBase(26000)!, "1", []);
}
