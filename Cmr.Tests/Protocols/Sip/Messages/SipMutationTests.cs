using System.Diagnostics;
using System.Text;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Fuzzing;

namespace Cmr.Tests.Protocols.Sip.Messages;

/// <summary>Damaged messages: nothing throws, nothing takes long or much memory, and whatever is still read can be asked, edited, answered and written.</summary>
[TestClass]
public sealed class SipMutationTests
{
    private const int Cases = 50_000;
    private const int HangsAfter = 540_000;

    public TestContext TestContext { get; set; } = null!; // set by the runner

    [TestMethod]
    [Timeout(HangsAfter)]
    public void Fifty_thousand_damaged_messages_harm_nobody()
    {
        TestContext.WriteLine($"seed {SeededProperty.Seed}");
        Random random = new(SeededProperty.Seed);
        SipMutator mutator = new([.. OwnMessages.Names.Select(OwnMessages.Read), .. Captured("rfc4475"), .. Captured("sip-real")], random);
        int read = 0;
        long most = 0;
        for (int number = 0; number < Cases; number++)
        {
            byte[] damaged = mutator.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                read += SipExercise.Run(damaged, random) ? 1 : 0;
            }
            catch (Exception problem)
            {
                Assert.Fail($"seed {SeededProperty.Seed}, case {number}: {problem}\n{Encoding.Latin1.GetString(damaged)}");
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            most = Math.Max(most, taken);
            Assert.IsLessThanOrEqualTo(SipExercise.MaxBytesFor(damaged.Length), taken, $"memory of case {number} with {damaged.Length} octets, seed {SeededProperty.Seed}");
            Assert.IsLessThan(SipExercise.MaxTime, Stopwatch.GetElapsedTime(start), $"time of case {number}, seed {SeededProperty.Seed}");
        }

        TestContext.WriteLine($"{read} of {Cases} were still readable; the dearest took {most} octets of memory");
        Assert.IsGreaterThan(Cases / 20, read, "the mutations are too rough to reach the code behind the reader");
    }

    private static IEnumerable<byte[]> Captured(string folder) =>
        Corpora.ArePresent ? Corpora.Index(folder).Select(row => Corpora.Read(folder, row["name"])) : [];
}
