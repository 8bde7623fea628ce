namespace Heed.Client.Sending;

/// <summary>Batches on disk while the server is away: a file each, oldest first, in place whole or not at all. One owner.</summary>
internal sealed class SpoolFolder
{
    private const string Extension = ".ndjson";

    private readonly string _folder;
    private readonly long _limitBytes;
    private long _next;

    public SpoolFolder(string folder, long limitBytes)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _limitBytes = limitBytes;
        foreach (string file in Files())
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(file), out long number)) _next = Math.Max(_next, number + 1);
        }
    }

    /// <summary>False where there is no room.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    public bool Put(ReadOnlySpan<byte> batch)
    {
        long used = 0;
        foreach (string file in Files()) used += new FileInfo(file).Length;
        if (used + batch.Length > _limitBytes) return false;
        string path = Path.Combine(_folder, $"{_next:0000000000000000}{Extension}");
        using (FileStream part = new(path + ".part", FileMode.Create, FileAccess.Write))
        {
            part.Write(batch);
            part.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path);
        _next++;
        return true;
    }

    /// <summary>Null where nothing waits.</summary>
    public string? Oldest()
    {
        string? oldest = null;
        foreach (string file in Files())
        {
            if (oldest is null || string.CompareOrdinal(file, oldest) < 0) oldest = file;
        }

        return oldest;
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder, "*" + Extension);
}
