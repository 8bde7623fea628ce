using Heed.Storage.Chunks;
using Heed.Storage.Deletions;
using Heed.Storage.Head;
using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>Counts what the records of one file hold, without building series from them.</summary>
/// <param name="defined">The ids that this file and those before it define.</param>
internal sealed class RecordTally(HashSet<int> defined)
{
    private readonly HashSet<int> _definedHere = [];

    public long Series => _definedHere.Count;

    public long Samples { get; private set; }

    public long OrphanSamples { get; private set; }

    public long? FirstTimeMs { get; private set; }

    public long? LastTimeMs { get; private set; }

    /// <summary>How many series a snapshot's last record announces; null where there is none.</summary>
    public int? AnnouncedSeries { get; private set; }

    /// <returns>Whether the payload makes sense.</returns>
    /// <exception cref="InvalidDataException">Another version wrote the file.</exception>
    public bool Apply(string file, RecordKind kind, ReadOnlySpan<byte> bytes)
    {
        PayloadReader payload = new(bytes);
        switch (kind)
        {
            case RecordKind.LogStart:
                CheckVersion(file, ref payload);
                payload.ReadVarint();
                break;
            case RecordKind.SnapshotStart:
                CheckVersion(file, ref payload);
                payload.ReadVarint();
                payload.ReadInt();
                break;
            case RecordKind.Series:
                Define(ref payload);
                break;
            case RecordKind.Samples or RecordKind.OtherSamples:
                CountSamples(ref payload, kind);
                break;
            case RecordKind.Chunks:
                CountChunks(ref payload);
                break;
            case RecordKind.Deletion:
                Deletion.Read(ref payload);
                break;
            case RecordKind.SnapshotEnd:
                AnnouncedSeries = payload.ReadInt();
                break;
            default:
                return false;
        }

        return !payload.Failed && payload.AtEnd;
    }

    private static void CheckVersion(string file, ref PayloadReader payload)
    {
        int version = payload.ReadByte();
        if (version == StoreFiles.FormatVersion || payload.Failed) return;
        throw new InvalidDataException($"{file}: expected format {StoreFiles.FormatVersion}, found {version}");
    }

    private void Define(ref PayloadReader payload)
    {
        int id = payload.ReadInt();
        int count = payload.ReadInt();
        for (int i = 0; i < 2L * count && !payload.Failed; i++) payload.ReadText();
        if (payload.Failed) return;
        defined.Add(id);
        _definedHere.Add(id);
    }

    private void CountSamples(ref PayloadReader payload, RecordKind kind)
    {
        long id = 0;
        long timeMs = 0;
        while (!payload.AtEnd)
        {
            id += payload.ReadSigned();
            timeMs = unchecked(timeMs + payload.ReadSigned());
            int flags = kind == RecordKind.OtherSamples ? payload.ReadByte() : 0;
            if ((flags & PendingRecords.HistogramFlag) != 0) HistogramPacking.ReadWhole(ref payload);
            else payload.ReadDouble();
            if (payload.Failed) return;
            Count(id, 1, timeMs, timeMs);
        }
    }

    private void CountChunks(ref PayloadReader payload)
    {
        int id = payload.ReadInt();
        while (!payload.AtEnd)
        {
            HeadPart part = (HeadPart)payload.ReadByte();
            ChunkKind kind = (ChunkKind)payload.ReadByte();
            int count = payload.ReadInt();
            long firstTimeMs = payload.ReadSigned();
            long lastTimeMs = payload.ReadSigned();
            payload.ReadBytes(payload.ReadInt());
            if (count is < 1 or > Chunk.MaxSamples || firstTimeMs > lastTimeMs) payload.Fail();
            if (part > HeadPart.Late || kind > ChunkKind.Histograms) payload.Fail();
            if (payload.Failed) return;
            Count(id, count, firstTimeMs, lastTimeMs);
        }
    }

    private void Count(long id, int samples, long firstTimeMs, long lastTimeMs)
    {
        Samples += samples;
        if (id is < 0 or > int.MaxValue || !defined.Contains((int)id)) OrphanSamples += samples;
        if (FirstTimeMs is null || firstTimeMs < FirstTimeMs) FirstTimeMs = firstTimeMs;
        if (LastTimeMs is null || lastTimeMs > LastTimeMs) LastTimeMs = lastTimeMs;
    }
}
