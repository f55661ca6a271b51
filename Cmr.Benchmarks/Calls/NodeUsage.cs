using System.Globalization;

namespace Cmr.Benchmarks.Calls;

/// <summary>What the measured node used so far.</summary>
internal readonly record struct NodeUsage(double CpuMicroseconds, double AllocatedBytes, double PauseMicroseconds, double WorkingSet)
{
    /// <summary>Reads the answer of <see cref="RelayNode"/>.</summary>
    public static NodeUsage Read(string line)
    {
        double[] numbers = [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new NodeUsage(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    public static NodeUsage operator -(NodeUsage later, NodeUsage earlier) =>
        new(later.CpuMicroseconds - earlier.CpuMicroseconds, later.AllocatedBytes - earlier.AllocatedBytes, later.PauseMicroseconds - earlier.PauseMicroseconds, later.WorkingSet - earlier.WorkingSet);
}
