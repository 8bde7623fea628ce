using System.Globalization;

namespace Heed.Server.Host;

/// <summary>
/// Reads Linux' files of the system (proc(5)) as node_exporter does. A file that is not there gives nothing.
/// </summary>
/// <param name="root">Where <c>/proc</c> is.</param>
public sealed class ProcFiles(string root)
{
    /// <summary>Of the kernel's clock ticks; 100 on every architecture that .NET runs on (sysconf(_SC_CLK_TCK)).</summary>
    private const double TicksPerSecond = 100;

    private const int SectorBytes = 512;

    private static readonly string[] Modes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"];

    /// <summary>Seconds by processor and mode.</summary>
    public IEnumerable<(string Cpu, string Mode, double Seconds)> Processors()
    {
        foreach (string line in Lines("stat"))
        {
            bool isOne = line.StartsWith("cpu", StringComparison.Ordinal) && line.Length > 3 && char.IsAsciiDigit(line[3]);
            if (!isOne) continue;
            string[] fields = Fields(line);
            for (int mode = 0; mode < Modes.Length && mode + 1 < fields.Length; mode++)
            {
                if (Number(fields[mode + 1]) is { } ticks) yield return (fields[0][3..], Modes[mode], ticks / TicksPerSecond);
            }
        }
    }

    /// <summary>Bytes by the names of <c>/proc/meminfo</c>, written as node_exporter writes them: <c>Active(anon)</c> is <c>Active_anon</c>.</summary>
    public IEnumerable<(string Name, double Bytes)> Memory()
    {
        foreach (string line in Lines("meminfo"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            string[] fields = Fields(line[(colon + 1)..]);
            if (fields.Length == 0 || Number(fields[0]) is not { } value) continue;
            string name = line[..colon].Replace("(", "_", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
            if (fields.Length == 2) yield return (name + "_bytes", value * 1024);
        }
    }

    /// <summary>Mean numbers of processes that run or wait, over 1, 5 and 15 minutes.</summary>
    public IEnumerable<(string Name, double Load)> Loads()
    {
        string[] fields = Fields(Lines("loadavg").FirstOrDefault() ?? "");
        string[] names = ["node_load1", "node_load5", "node_load15"];
        for (int i = 0; i < names.Length && i < fields.Length; i++)
        {
            if (Number(fields[i]) is { } load) yield return (names[i], load);
        }
    }

    /// <summary>Counters of disks: bytes read and written, and seconds of doing anything.</summary>
    public IEnumerable<(string Device, double ReadBytes, double WrittenBytes, double BusySeconds)> Disks()
    {
        foreach (string line in Lines("diskstats"))
        {
            string[] fields = Fields(line);
            if (fields.Length < 14) continue;
            string device = fields[2];
            if (device.StartsWith("loop", StringComparison.Ordinal) || device.StartsWith("ram", StringComparison.Ordinal)) continue;
            if (Number(fields[5]) is not { } read || Number(fields[9]) is not { } written || Number(fields[12]) is not { } busyMs) continue;
            yield return (device, read * SectorBytes, written * SectorBytes, busyMs / 1000);
        }
    }

    /// <summary>Counters of network interfaces.</summary>
    public IEnumerable<(string Device, double ReceivedBytes, double SentBytes)> Networks()
    {
        foreach (string line in Lines("net/dev"))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            string[] fields = Fields(line[(colon + 1)..]);
            if (fields.Length >= 9 && Number(fields[0]) is { } received && Number(fields[8]) is { } sent) yield return (line[..colon].Trim(), received, sent);
        }
    }

    /// <summary>Devices and mount points of file systems on disks; kernel interfaces and file systems in memory are left out.</summary>
    public IEnumerable<(string Device, string MountPoint, string Type)> Mounts()
    {
        HashSet<string> devices = new(StringComparer.Ordinal);
        foreach (string line in Lines("self/mounts"))
        {
            string[] fields = Fields(line);
            bool isDisk = fields.Length > 2 && (fields[0].StartsWith('/') || fields[2] is "overlay" or "zfs" or "btrfs");

            // A device that is mounted again elsewhere, as containers do with single files, has the same figures there.
            if (isDisk && fields[2] != "squashfs" && devices.Add(fields[0])) yield return (fields[0], Unescaped(fields[1]), fields[2]);
        }
    }

    private IEnumerable<string> Lines(string file)
    {
        string path = Path.Combine(root, file);
        return File.Exists(path) ? File.ReadLines(path) : [];
    }

    private static string[] Fields(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Blanks in mount points are written as octal escapes.</summary>
    private static string Unescaped(string path) => path.Replace("\\040", " ", StringComparison.Ordinal);

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
