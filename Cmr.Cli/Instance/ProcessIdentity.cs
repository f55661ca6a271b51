using System.Globalization;

namespace Cmr.Cli.Instance;

/// <summary>A process that was started, told apart from a later one with the same number by its start time.</summary>
/// <param name="Name">service, sip or media; <c>up</c> for the supervisor.</param>
/// <param name="Id">Process number.</param>
/// <param name="StartTicks">Start time in clock ticks since boot, proc(5) stat field 22.</param>
internal sealed record ProcessIdentity(string Name, int Id, long StartTicks)
{
    public static ProcessIdentity Of(string name, int id) => new(name, id, ReadStartTicks(id) ?? 0);

    public bool IsAlive() => ReadStartTicks(Id) == StartTicks;

    private static long? ReadStartTicks(int id)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }

        // the second field is the program's name in brackets and may hold anything, so count from its end
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        bool isZombie = fields[0] == "Z";
        return isZombie ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
    }
}
