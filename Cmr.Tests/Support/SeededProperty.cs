using System.Globalization;
using FsCheck;

namespace Cmr.Tests.Support;

/// <summary>Runs properties with a seed that is printed and is the same in every run, unless <c>CMR_SEED</c> sets another.</summary>
internal static class SeededProperty
{
    private const int FixedSeed = 20261121;

    /// <summary>The seed of this run.</summary>
    public static int Seed => Environment.GetEnvironmentVariable("CMR_SEED") is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : FixedSeed;

    /// <summary>Checks the property with <paramref name="cases"/> generated cases of a size up to <paramref name="endSize"/>; throws with the shrunk counter-example.</summary>
    public static void CheckSeeded(this Property property, int cases = 300, int endSize = 100)
    {
        Console.WriteLine($"seed {Seed} (CMR_SEED sets another)");
        Configuration configuration = Configuration.QuickThrowOnFailure;
        configuration.MaxNbOfTest = cases;
        configuration.EndSize = endSize;
        configuration.Replay = FsCheck.Random.StdGen.NewStdGen(Seed, 1);
        property.Check(configuration);
    }
}
