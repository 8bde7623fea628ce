namespace Heed.Client.Sending;

/// <summary>Batches on disk while the server is away: a file each, oldest first, in place whole or not at all. One owner.</summary>
internal sealed class SpoolFolder
{
    private const string Extension = ".ndjson";

    private readonly string _folder;
    private readonly long _limitBytes;
    private readonly Queue<(string Path, long Bytes)> _files = new();
    private long _usedBytes;
    private long _next;

    public SpoolFolder(string folder, long limitBytes)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _limitBytes = limitBytes;
        foreach (string file in Directory.EnumerateFiles(_folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(file), out long number)) _next = Math.Max(_next, number + 1);
            Add(file, new FileInfo(file).Length);
        }
    }

    /// <summary>The oldest batch; null where nothing waits.</summary>
    public string? Oldest => _files.TryPeek(out (string Path, long Bytes) oldest) ? oldest.Path : null;

    /// <summary>False where there is no room.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    public bool Put(ReadOnlySpan<byte> batch)
    {
        if (_usedBytes + batch.Length > _limitBytes) return false;
        string path = Path.Combine(_folder, $"{_next:0000000000000000}{Extension}");
        using (FileStream part = new(path + ".part", FileMode.Create, FileAccess.Write))
        {
            part.Write(batch);
            part.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path);
        _next++;
        Add(path, batch.Length);
        return true;
    }

    /// <summary>Deletes the oldest batch, where it is there still.</summary>
    public void Drop()
    {
        (string path, long bytes) = _files.Dequeue();
        _usedBytes -= bytes;
        if (File.Exists(path)) File.Delete(path);
    }

    private void Add(string path, long bytes)
    {
        _files.Enqueue((path, bytes));
        _usedBytes += bytes;
    }
}
