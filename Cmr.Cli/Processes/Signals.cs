using System.Runtime.InteropServices;

namespace Cmr.Cli.Processes;

/// <summary>Signals to other processes, which the platform's Process class does not send.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    public static void Terminate(int processId) => _ = Kill(processId, SigTerm);

    public static void KillNow(int processId) => _ = Kill(processId, SigKill);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
