using Heed.Documents;

namespace Heed.Ingest.Scraping;

/// <summary>
/// The files of one job. A file is read again when its time or size has changed, and at the refresh interval; one that cannot be read
/// keeps the targets that it had, and one that is gone has none. One caller at a time.
/// </summary>
internal sealed class FileDiscovery(IReadOnlyList<FileDiscoveryOptions> discoveries)
{
    /// <summary>Bytes of a discovery file that are read at most.</summary>
    public const long MaxFileBytes = 64 << 20;

    /// <summary>Files of one pattern at most; further ones are reported.</summary>
    public const int MaxFiles = 1000;

    private readonly Dictionary<string, KnownFile> _files = [];

    /// <summary>What is wrong at this moment, each with file and place.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>All groups of all files, in the order of the patterns and then of the paths.</summary>
    public List<TargetGroup> Read(long nowMs)
    {
        List<TargetGroup> groups = [];
        HashSet<string> seen = [];
        Errors.Clear();
        foreach (FileDiscoveryOptions options in discoveries)
        {
            foreach (string path in options.Patterns.SelectMany(Expand))
            {
                if (!seen.Add(path)) continue;
                KnownFile file = Refresh(path, (long)options.RefreshInterval.TotalMilliseconds, nowMs);
                groups.AddRange(file.Groups);
                Errors.AddRange(file.Errors);
            }
        }

        foreach (string gone in _files.Keys.Except(seen).ToArray()) _files.Remove(gone);
        return groups;
    }

    private List<string> Expand(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern)!;
        try
        {
            if (!Directory.Exists(folder)) return [];
            List<string> paths = [.. Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal)];
            if (paths.Count <= MaxFiles) return paths;
            Errors.Add($"{pattern}: expected at most {MaxFiles} files, found {paths.Count}; the others are left out");
            return paths[..MaxFiles];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Errors.Add($"{pattern}: {error.Message}");
            return [.. _files.Keys.Where(known => Path.GetDirectoryName(known) == folder)];
        }
    }

    private KnownFile Refresh(string path, long refreshMs, long nowMs)
    {
        _files.TryGetValue(path, out KnownFile? known);
        FileInfo info = new(path);
        DateTime written = info.Exists ? info.LastWriteTimeUtc : default;
        long length = info.Exists ? info.Length : -1;
        bool fresh = known is not null && known.Written == written && known.Length == length && nowMs - known.ReadAtMs < refreshMs;
        if (fresh) return known!;
        (IReadOnlyList<TargetGroup>? groups, IReadOnlyList<string> errors) = Parse(path, length);
        return _files[path] = new KnownFile(groups ?? known?.Groups ?? [], errors, written, length, nowMs);
    }

    /// <summary>Groups are null where the file is wrong.</summary>
    private static (IReadOnlyList<TargetGroup>? Groups, IReadOnlyList<string> Errors) Parse(string path, long length)
    {
        if (length > MaxFileBytes) return (null, [$"{path}: expected at most {MaxFileBytes} bytes, found {length}"]);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, [$"{path}: {error.Message}"]);
        }

        Diagnostics diagnostics = new();
        Document document = Document.Parse(path, text, diagnostics);
        List<TargetGroup> groups = [.. document.Root.ReadSequence().Select(item => TargetGroupReader.Read(item, path))];
        return diagnostics.HasErrors ? (null, [.. diagnostics.All.Select(d => d.ToString())]) : (groups, []);
    }

    private sealed record KnownFile(
        IReadOnlyList<TargetGroup> Groups, IReadOnlyList<string> Errors, DateTime Written, long Length, long ReadAtMs);
}
