using System.Globalization;
using Cmr.Tests.Sip.Simulation.Storms;

namespace Cmr.Tests.Sip.Calls;

/// <summary>
/// Thousands of calls in all weathers; <c>./cmr bench simulation</c> runs a hundred thousand more. With <c>CMR_SEED</c> in the environment only the storm of that seed runs.
/// </summary>
[TestClass]
public sealed class CallStormTests
{
    private const int Groups = 14;
    private const int StormsPerGroup = 6;

    public static IEnumerable<object[]> FirstSeeds =>
        Environment.GetEnvironmentVariable("CMR_SEED") is { Length: > 0 } seed
            ? [[int.Parse(seed, CultureInfo.InvariantCulture), 1]]
            : Enumerable.Range(0, Groups).Select(group => new object[] { 1 + (group * StormsPerGroup), StormsPerGroup });

    [TestMethod]
    [DynamicData(nameof(FirstSeeds))]
    public void No_storm_leaves_anything_behind_or_makes_the_node_say_what_it_may_not(int firstSeed, int storms)
    {
        for (int seed = firstSeed; seed < firstSeed + storms; seed++)
        {
            int answered = Storm.Run(seed);
            Console.WriteLine($"seed {seed}: {Storm.Calls} calls, {answered} answered, {Weather.Of(seed)}");
        }
    }
}
