using System.Globalization;

namespace Cmr.Benchmarks.Management;

/// <summary>Processor time of a process and its children, from proc(5): PostgreSQL works in a process per connection.</summary>
internal static class ProcessTree
{
    private const double TicksPerSecond = 100; // USER_HZ
    private const int ParentField = 1, UserField = 11, SystemField = 12, EndedUserField = 13, EndedSystemField = 14;

    /// <summary>Seconds used by the process, by its living children and by those that have ended.</summary>
    public static double CpuSeconds(int id)
    {
        long ticks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int candidate) || FieldsOf(candidate) is not { } fields) continue;
            if (candidate != id && Number(fields[ParentField]) != id) continue;
            ticks += Number(fields[UserField]) + Number(fields[SystemField]);
            if (candidate == id) ticks += Number(fields[EndedUserField]) + Number(fields[EndedSystemField]);
        }

        return ticks / TicksPerSecond;
    }

    // the fields after the program's name, which stands in brackets and may hold anything
    private static string[]? FieldsOf(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
