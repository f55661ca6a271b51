using Cmr.Media.Ingest;

namespace Cmr.Tests.Media.Ingest;

[TestClass]
public sealed class ChildProcessTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task A_program_that_is_not_there_is_said_so()
    {
        ChildResult result = await ChildProcess.RunAsync("no-such-program-here", [], Long, TimeProvider.System, CancellationToken.None);

        Assert.AreEqual(ChildOutcome.NotFound, result.Outcome);
    }

    [TestMethod]
    public async Task A_program_that_does_not_end_is_killed_at_its_limit()
    {
        ChildResult result = await ChildProcess.RunAsync("sleep", ["600"], TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None).WaitAsync(Long);

        Assert.AreEqual(ChildOutcome.TimedOut, result.Outcome);
    }

    [TestMethod]
    public async Task A_caller_that_leaves_kills_it_too()
    {
        using var gone = new CancellationTokenSource();
        Task<ChildResult> run = ChildProcess.RunAsync("sleep", ["600"], Long, TimeProvider.System, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => run.WaitAsync(Long, CancellationToken.None));
    }

    [TestMethod]
    public async Task Endless_output_is_cut_and_does_not_block_it()
    {
        ChildResult result = await ChildProcess.RunAsync("seq", ["1000000"], Long, TimeProvider.System, CancellationToken.None);

        Assert.AreEqual(ChildOutcome.Succeeded, result.Outcome);
        Assert.AreEqual(64 * 1024, result.Output.Length);
    }

    [TestMethod]
    public async Task Arguments_reach_it_as_they_are_and_the_environment_does_not()
    {
        ChildResult echo = await ChildProcess.RunAsync("printf", ["%s|", "$(id)", "a b", "\"; rm -rf /"], Long, TimeProvider.System, CancellationToken.None);
        ChildResult environment = await ChildProcess.RunAsync("env", [], Long, TimeProvider.System, CancellationToken.None);

        Assert.AreEqual("$(id)|a b|\"; rm -rf /|", echo.Output);
        CollectionAssert.AreEquivalent(new[] { "PATH", "LC_ALL", "AV_LOG_FORCE_NOCOLOR" }, environment.Output.Trim().Split('\n').Select(line => line.Split('=')[0]).ToArray());
    }
}
