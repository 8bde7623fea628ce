using System.Globalization;

using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>
/// Repairs a store. Every step leaves a store that opens: a damaged block is replaced by its readable part under the same number, so that
/// deletions go on concerning it; log and snapshot are read as at every start and become a new snapshot.
/// </summary>
internal static class StoreMender
{
    /// <summary>Blocks are written here first. Other files of the store have other names.</summary>
    private const string ScratchFolder = "repair.tmp";

    public static StoreRepair Run(string directory, IProgress<double>? progress, CancellationToken cancellation)
    {
        StoreFiles files = new(directory);
        List<KeptFile> kept = [];
        StoreInspection before;
        using (Hold(files))
        {
            before = new StoreLook(directory, isInUse: false, isWhole: true).Run(progress, cancellation);
            if (!before.IsDamaged) return new StoreRepair(before, kept, before);
            foreach (StoreFile file in before.Files.Where(f => f.Damages > 0))
            {
                cancellation.ThrowIfCancellationRequested();
                kept.Add(file.Kind == StoreFileKind.Block ? MendBlock(files, file.Name) : Copy(files, file));
            }
        }

        if (kept.Exists(k => !k.Name.EndsWith(".block", StringComparison.Ordinal))) WriteHeadAnew(directory);
        return new StoreRepair(before, kept, StoreInspector.Verify(directory, progress, cancellation));
    }

    private static FileStream Hold(StoreFiles files)
    {
        try
        {
            return new FileStream(files.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new IOException($"{files.Directory}: expected a store that no process has open: {error.Message}", error);
        }
    }

    private static KeptFile MendBlock(StoreFiles files, string name)
    {
        string path = Path.Combine(files.Directory, name);
        string aside = FreeName(path);
        long number = long.Parse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture);
        StoreFiles scratch = new(Path.Combine(files.Directory, ScratchFolder));
        if (Directory.Exists(scratch.Directory)) Directory.Delete(scratch.Directory, recursive: true);
        Directory.CreateDirectory(scratch.BlockFolder);
        (long keptSamples, long? heldSamples) = BlockCheck.Salvage(path, number, scratch);
        if (keptSamples > 0) File.Replace(scratch.BlockPath(number), path, aside);
        else File.Move(path, aside);
        FolderSync.Flush(files.BlockFolder);
        Directory.Delete(scratch.Directory, recursive: true);
        return new KeptFile(name, Relative(files, aside), keptSamples, heldSamples - keptSamples);
    }

    /// <summary>The file itself is still needed: its readable records are read from it.</summary>
    private static KeptFile Copy(StoreFiles files, StoreFile file)
    {
        string path = Path.Combine(files.Directory, file.Name);
        string aside = FreeName(path);
        File.Copy(path, aside);
        return new KeptFile(file.Name, Relative(files, aside), null, null);
    }

    /// <exception cref="IOException">The snapshot cannot be written; the files are as they were.</exception>
    private static void WriteHeadAnew(string directory)
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Directory = directory });
        CommitOutcome outcome = store.Checkpoint();
        if (outcome != CommitOutcome.Committed) throw new IOException($"{directory}: expected a new snapshot, found {outcome}: {store.Report.LastFailure}");
    }

    private static string FreeName(string path)
    {
        string name = path + ".damaged";
        for (int i = 2; File.Exists(name); i++) name = string.Create(CultureInfo.InvariantCulture, $"{path}.{i}.damaged");
        return name;
    }

    private static string Relative(StoreFiles files, string path) =>
        Path.GetRelativePath(files.Directory, path).Replace(Path.DirectorySeparatorChar, '/');
}
