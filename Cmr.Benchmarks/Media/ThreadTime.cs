using System.Runtime.InteropServices;

namespace Cmr.Benchmarks.Media;

/// <summary>Processor time of the calling thread, user and kernel (Linux).</summary>
internal static partial class ThreadTime
{
    private const int ClockThreadCpuTime = 3;

    /// <summary>Gets it.</summary>
    public static TimeSpan Used
    {
        get
        {
            _ = ClockGetTime(ClockThreadCpuTime, out Timespec time);
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
