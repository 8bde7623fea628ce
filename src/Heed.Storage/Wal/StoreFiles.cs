using System.Globalization;

namespace Heed.Storage.Wal;

/// <summary>The names in a store's directory.</summary>
internal sealed class StoreFiles(string directory)
{
    public const int FormatVersion = 2;

    private const string LogExtension = ".wal";
    private const string BlockExtension = ".block";

    public string Directory => directory;

    public string LockPath => Path.Combine(directory, "lock");

    public string SnapshotPath => Path.Combine(directory, "head.snapshot");

    /// <summary>A snapshot that is being written; one found at start was never finished.</summary>
    public string UnfinishedSnapshotPath => Path.Combine(directory, "head.snapshot.tmp");

    public string LogFolder => Path.Combine(directory, "wal");

    public string LogPath(long number) => Path.Combine(LogFolder, LogName(number));

    public static string LogName(long number) => number.ToString("D10", CultureInfo.InvariantCulture) + LogExtension;

    public string BlockFolder => Path.Combine(directory, "blocks");

    public string BlockPath(long number) => Path.Combine(BlockFolder, BlockName(number));

    public static string BlockName(long number) => number.ToString("D10", CultureInfo.InvariantCulture) + BlockExtension;

    /// <summary>A block that is being written; one found at start was never finished.</summary>
    public string UnfinishedBlockPath => Path.Combine(BlockFolder, "unfinished.tmp");

    /// <summary>The numbers of the log files, ascending. Other names in the folder are not the store's.</summary>
    public List<long> LogNumbers() => Numbers(LogFolder, LogExtension);

    /// <summary>The numbers of the blocks, ascending.</summary>
    public List<long> BlockNumbers() => Numbers(BlockFolder, BlockExtension);

    private static List<long> Numbers(string folder, string extension)
    {
        List<long> numbers = [];
        foreach (string path in System.IO.Directory.EnumerateFiles(folder, "*" + extension))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }
}
