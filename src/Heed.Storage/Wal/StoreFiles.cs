using System.Globalization;

namespace Heed.Storage.Wal;

/// <summary>The names in a store's directory.</summary>
internal sealed class StoreFiles(string directory)
{
    public const int FormatVersion = 1;

    private const string LogExtension = ".wal";

    public string Directory => directory;

    public string LockPath => Path.Combine(directory, "lock");

    public string SnapshotPath => Path.Combine(directory, "head.snapshot");

    /// <summary>A snapshot that is being written; one found at start was never finished.</summary>
    public string UnfinishedSnapshotPath => Path.Combine(directory, "head.snapshot.tmp");

    public string LogFolder => Path.Combine(directory, "wal");

    public string LogPath(long number) => Path.Combine(LogFolder, LogName(number));

    public static string LogName(long number) => number.ToString("D10", CultureInfo.InvariantCulture) + LogExtension;

    /// <summary>The numbers of the log files, ascending. Other names in the folder are not the store's.</summary>
    public List<long> LogNumbers()
    {
        List<long> numbers = [];
        foreach (string path in System.IO.Directory.EnumerateFiles(LogFolder, "*" + LogExtension))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }
}
