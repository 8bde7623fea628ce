using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>
/// Looks into the directory of a store without opening it, and repairs one that nobody has open. Looking changes nothing, so that a store
/// in use can be looked at too.
/// </summary>
public static class StoreInspector
{
    /// <summary>The store's folder in the data directory of a server.</summary>
    public const string ServerSubfolder = "series";

    /// <summary>The store that a directory is, or has in its folder <see cref="ServerSubfolder"/>; null where there is none.</summary>
    public static string? Find(string directory)
    {
        foreach (string candidate in (string[])[directory, Path.Combine(directory, ServerSubfolder)])
        {
            StoreFiles files = new(candidate);
            if (Directory.Exists(files.LogFolder) || File.Exists(files.SnapshotPath)) return candidate;
        }

        return null;
    }

    /// <summary>Lists what the files hold. Reads log and snapshot, and of blocks only what their opening reads.</summary>
    /// <param name="directory">Of a store, as <see cref="Find"/> gives it.</param>
    /// <param name="progress">Told the part that is done, 0 to 1.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">Another version wrote a file.</exception>
    public static StoreInspection Inspect(string directory, IProgress<double>? progress, CancellationToken cancellation) =>
        new StoreLook(directory, IsInUse(directory), isWhole: false).Run(progress, cancellation);

    /// <summary>Reads every byte that matters, and names what is damaged.</summary>
    /// <inheritdoc cref="Inspect"/>
    public static StoreInspection Verify(string directory, IProgress<double>? progress, CancellationToken cancellation) =>
        new StoreLook(directory, IsInUse(directory), isWhole: true).Run(progress, cancellation);

    /// <summary>Keeps damaged files aside and writes anew what of them is readable. Does nothing where nothing is damaged.</summary>
    /// <inheritdoc cref="Inspect"/>
    /// <exception cref="IOException">A file cannot be read or written, or a process has the store open.</exception>
    public static StoreRepair Repair(string directory, IProgress<double>? progress, CancellationToken cancellation) =>
        StoreMender.Run(directory, progress, cancellation);

    /// <summary>Whether a process has the store open.</summary>
    public static bool IsInUse(string directory)
    {
        string path = new StoreFiles(directory).LockPath;
        if (!File.Exists(path)) return false;
        try
        {
            using FileStream held = new(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
