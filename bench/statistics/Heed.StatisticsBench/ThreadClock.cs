using System.Runtime.InteropServices;

namespace Heed.StatisticsBench;

/// <summary>Processor time of the calling thread on Linux: what other processes take from the core does not count.</summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Microseconds()
    {
        if (GetTime(ThreadProcessorTime, out Time time) != 0) throw new InvalidOperationException("expected a thread clock, found none");
        return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
