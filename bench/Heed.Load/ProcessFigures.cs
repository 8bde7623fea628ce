using System.Globalization;

namespace Heed.Load;

/// <summary>What the system says of a process.</summary>
internal static class ProcessFigures
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time; NaN without a process.</summary>
    public static double CpuSeconds(int pid)
    {
        if (pid == 0) return double.NaN;
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>The resident set; 0 without a process.</summary>
    public static long ResidentBytes(int pid)
    {
        if (pid == 0) return 0;
        string line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
    }
}
