using Cmr.Benchmarks.Soap.Fuzz;
using Cmr.Tests.Support;

namespace Cmr.Tests.Soap;

/// <summary>A slice of the run that <c>./cmr bench fuzz-soap</c> does at length.</summary>
[TestClass]
public sealed class SoapFuzzTests
{
    private const int Cases = 20_000;

    [TestMethod]
    public void Damaged_requests_are_refused_in_time_and_memory_or_read_and_written_back()
    {
        Console.WriteLine($"seed {SeededProperty.Seed} (CMR_SEED sets another)");
        SoapFuzzer fuzzer = new(SoapFuzzer.SamplesBelow(Path.Combine(Repository.Root, "wsdl", "samples")), SeededProperty.Seed);
        IReadOnlyList<string> failures = fuzzer.Run(0, Cases, CancellationToken.None);
        Assert.AreEqual("", string.Join("\n\n", failures));
        Assert.AreEqual(Cases, fuzzer.Valid + fuzzer.Refused);
        Assert.IsGreaterThan(Cases / 5, fuzzer.Valid, "enough cases reach the messages");
    }

    [TestMethod]
    public void A_case_follows_from_its_number_alone()
    {
        IReadOnlyList<byte[]> samples = SoapFuzzer.SamplesBelow(Path.Combine(Repository.Root, "wsdl", "samples"));
        CollectionAssert.AreEqual(new SoapFuzzer(samples, 7).Make(42), new SoapFuzzer(samples, 7).Make(42));
        CollectionAssert.AreNotEqual(new SoapFuzzer(samples, 7).Make(42), new SoapFuzzer(samples, 8).Make(42));
    }
}
