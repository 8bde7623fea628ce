using System.Globalization;

using Microsoft.Win32.SafeHandles;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// The files that batches are in, each of at most <see cref="BatchesEach"/> batches. What a file holds never changes; a file that is
/// needed no more is kept until two checkpoints that do without it are on the disk, since a restart may begin with either.
/// </summary>
internal sealed class ColdVolumes(string directory) : IDisposable
{
    public const int BatchesEach = 32;

    private const int CheckpointsKept = 2;
    private const string Suffix = ".outcomes";

    private readonly Dictionary<long, SafeFileHandle> _open = [];
    private readonly HashSet<long> _unflushed = [];
    private readonly Dictionary<long, int> _retired = [];
    private long _last;
    private long _end;
    private int _batches = BatchesEach;

    /// <summary>Files on the disk, those that wait to be deleted included.</summary>
    public int Files => _open.Count + _retired.Count;

    /// <summary>Writes a batch at the end of the newest file or at the start of another one.</summary>
    /// <exception cref="IOException">Nothing of it is there; another try may succeed.</exception>
    public (long Volume, long Offset) Append(ReadOnlySpan<byte> batch)
    {
        if (_batches == BatchesEach) Begin();
        long offset = _end;
        RandomAccess.Write(_open[_last], batch, offset);
        _unflushed.Add(_last);
        _end += batch.Length;
        _batches++;
        return (_last, offset);
    }

    /// <summary>The bytes that could be read: fewer than asked for where the file ends.</summary>
    public int Read(long volume, long offset, Span<byte> bytes)
    {
        int read = 0;
        while (read < bytes.Length)
        {
            int more = RandomAccess.Read(_open[volume], bytes[read..], offset + read);
            if (more == 0) break;
            read += more;
        }

        return read;
    }

    /// <summary>No batch of the file is needed any more.</summary>
    public void Retire(long volume)
    {
        if (volume == _last) _batches = BatchesEach;
        if (!_open.Remove(volume, out SafeFileHandle? handle)) return;
        handle.Dispose();
        _unflushed.Remove(volume);
        _retired.Add(volume, CheckpointsKept);
    }

    /// <summary>What a checkpoint speaks of has to be on the disk before it is.</summary>
    public void Flush()
    {
        foreach (long volume in _unflushed) RandomAccess.FlushToDisk(_open[volume]);
        _unflushed.Clear();
    }

    /// <summary>A checkpoint is on the disk: files that it was the last to need are deleted.</summary>
    public void CheckpointKept()
    {
        foreach (long volume in _retired.Keys.ToArray())
        {
            if (--_retired[volume] > 0) continue;
            _retired.Remove(volume);
            File.Delete(PathOf(volume));
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_last);
        writer.Write(_end);
        writer.Write(_batches);
        writer.Write(_retired.Count);
        foreach ((long volume, int left) in _retired)
        {
            writer.Write(volume);
            writer.Write(left);
        }
    }

    /// <summary>Opens what a checkpoint speaks of, and deletes what it does not: a later life wrote that, and will again.</summary>
    /// <param name="needed">The files of its batches.</param>
    public void Load(BinaryReader reader, IReadOnlySet<long> needed)
    {
        Dispose();
        _last = reader.ReadInt64();
        _end = reader.ReadInt64();
        _batches = reader.ReadInt32();
        for (int retired = reader.ReadInt32(); retired > 0; retired--) _retired.Add(reader.ReadInt64(), reader.ReadInt32());
        Keep([.. needed, .. _retired.Keys]);
        foreach (long volume in needed) _open.Add(volume, Open(volume, FileMode.OpenOrCreate));
        if (!_open.ContainsKey(_last)) _batches = BatchesEach;
    }

    public void Dispose()
    {
        foreach (SafeFileHandle handle in _open.Values) handle.Dispose();
        _open.Clear();
        _unflushed.Clear();
        _retired.Clear();
    }

    private void Begin()
    {
        if (_last == 0) Keep([]);
        SafeFileHandle handle = Open(_last + 1, FileMode.Create);
        _open.Add(++_last, handle);
        _end = 0;
        _batches = 0;
    }

    private void Keep(HashSet<long> volumes)
    {
        Directory.CreateDirectory(directory);
        foreach (string path in Directory.GetFiles(directory, "*" + Suffix))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            bool known = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long volume);
            if (known && !volumes.Contains(volume)) File.Delete(path);
        }
    }

    private SafeFileHandle Open(long volume, FileMode mode) =>
        File.OpenHandle(PathOf(volume), mode, FileAccess.ReadWrite, FileShare.Read, FileOptions.RandomAccess);

    private string PathOf(long volume) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{volume:D12}{Suffix}"));
}
