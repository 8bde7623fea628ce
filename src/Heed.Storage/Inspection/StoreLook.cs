using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>One look at all files of a store.</summary>
internal sealed class StoreLook(string directory, bool isInUse, bool isWhole)
{
    private readonly StoreFiles _names = new(directory);
    private readonly DamageList _damages = new();
    private readonly HashSet<int> _defined = [];
    private readonly List<StoreFile> _files = [];
    private long _orphanSamples;

    public StoreInspection Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        List<(string Path, StoreFileKind Kind)> paths = [.. List()];
        long total = Math.Max(1, paths.Sum(p => LengthOf(p.Path)));
        long done = 0;
        for (int i = 0; i < paths.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (string path, StoreFileKind kind) = paths[i];
            long length = LengthOf(path);
            bool isNewestLog = kind == StoreFileKind.Log && (i + 1 == paths.Count || paths[i + 1].Kind != StoreFileKind.Log);
            try
            {
                Read(path, kind, isInUse && isNewestLog, cancellation);
            }
            catch (Exception error) when (isInUse && error is FileNotFoundException or DirectoryNotFoundException)
            {
                // A checkpoint or a compaction has replaced the file since the folder was listed: the store does not need it.
            }

            done += length;
            progress?.Report((double)done / total);
        }

        return new StoreInspection(directory, isInUse, isWhole, _files, _damages.Count, _damages.Named, _orphanSamples);
    }

    private IEnumerable<(string Path, StoreFileKind Kind)> List()
    {
        if (File.Exists(_names.SnapshotPath)) yield return (_names.SnapshotPath, StoreFileKind.Snapshot);
        if (Directory.Exists(_names.LogFolder))
        {
            foreach (long number in _names.LogNumbers()) yield return (_names.LogPath(number), StoreFileKind.Log);
        }

        if (Directory.Exists(_names.BlockFolder))
        {
            foreach (long number in _names.BlockNumbers()) yield return (_names.BlockPath(number), StoreFileKind.Block);
        }

        foreach (string path in (string[])[_names.UnfinishedSnapshotPath, _names.UnfinishedBlockPath])
        {
            if (File.Exists(path)) yield return (path, StoreFileKind.Unfinished);
        }
    }

    private void Read(string path, StoreFileKind kind, bool mayGrow, CancellationToken cancellation)
    {
        string name = Path.GetRelativePath(directory, path).Replace(Path.DirectorySeparatorChar, '/');
        if (kind == StoreFileKind.Unfinished)
        {
            _files.Add(new StoreFile(name, kind, LengthOf(path), 0, 0, null, null, 0));
        }
        else if (kind == StoreFileKind.Block)
        {
            _files.Add(BlockCheck.Read(path, name, isWhole, _damages, cancellation));
        }
        else
        {
            (StoreFile file, long orphans) = RecordFileCheck.Read(path, name, kind, _defined, _damages, mayGrow, cancellation);
            _files.Add(file);
            _orphanSamples += orphans;
        }
    }

    private static long LengthOf(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? file.Length : 0;
    }
}
