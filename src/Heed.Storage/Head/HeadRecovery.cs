using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Chunks;
using Heed.Storage.Deletions;
using Heed.Storage.Wal;

namespace Heed.Storage.Head;

/// <summary>
/// Rebuilds a head from the snapshot and the log, in the order in which they are read, without what blocks have taken over.
/// </summary>
internal sealed class HeadRecovery(HeadBlock head, BlockCatalog blocks, RecoveryLosses losses)
{
    private readonly Dictionary<int, HeadSeries> _byId = [];
    private readonly SampleBuffer _scratch = new(Chunk.MaxSamples);
    private readonly LabelSetBuilder _labels = new();
    private string _file = "";
    private long _logNumber;
    private bool _sawSnapshotEnd;

    /// <summary>The first log file that the snapshot asks for; 0 where there is no snapshot or its start is damaged.</summary>
    public long ReplayFrom { get; private set; }

    /// <exception cref="InvalidDataException">The file was written by a newer version.</exception>
    public void ReadSnapshot(string path)
    {
        ReadFile(path);
        if (_sawSnapshotEnd || losses.CutBytes > 0) return;
        losses.AddDamage(_file, new FileInfo(path).Length, 0, "expected the end of a snapshot, found the end of the file");
    }

    /// <exception cref="InvalidDataException">The file was written by a newer version.</exception>
    public void ReadLog(string path, long number)
    {
        _logNumber = number;
        ReadFile(path);
    }

    private void ReadFile(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        _file = Path.GetFileName(path);
        RecordReader reader = new(file, _file, losses);
        while (reader.Next())
        {
            if (Apply(reader.Kind, reader.Payload)) continue;
            int length = RecordBuffer.FrameBytes + reader.PayloadLength;
            losses.AddDamage(_file, reader.RecordOffset, length, $"expected a record {reader.Kind}, found other bytes");
        }
    }

    /// <returns>Whether the payload made sense.</returns>
    private bool Apply(RecordKind kind, ReadOnlySpan<byte> bytes)
    {
        PayloadReader payload = new(bytes);
        switch (kind)
        {
            case RecordKind.LogStart:
                CheckVersion(ref payload);
                payload.ReadVarint();
                break;
            case RecordKind.SnapshotStart:
                CheckVersion(ref payload);
                _logNumber = ReplayFrom = (long)payload.ReadVarint();
                head.ReserveIds(payload.ReadInt() - 1);
                break;
            case RecordKind.Series:
                ApplySeries(ref payload);
                break;
            case RecordKind.Samples:
                ApplySamples(ref payload);
                break;
            case RecordKind.OtherSamples:
                ApplyOtherSamples(ref payload);
                break;
            case RecordKind.Deletion:
                if (Deletion.Read(ref payload) is { } deletion) Apply(deletion);
                break;
            case RecordKind.Chunks:
                ApplyChunks(ref payload);
                break;
            case RecordKind.SnapshotEnd:
                payload.ReadInt();
                _sawSnapshotEnd = true;
                break;
            default:
                return false;
        }

        return !payload.Failed && payload.AtEnd;
    }

    private void CheckVersion(ref PayloadReader payload)
    {
        int version = payload.ReadByte();
        if (version == StoreFiles.FormatVersion || payload.Failed) return;
        string writer = version > StoreFiles.FormatVersion ? "a newer" : "an older";
        throw new InvalidDataException(
            $"{_file}: expected format {StoreFiles.FormatVersion}, found {version}: {writer} version wrote it");
    }

    private void ApplySeries(ref PayloadReader payload)
    {
        int id = payload.ReadInt();
        int count = payload.ReadInt();
        for (int i = 0; i < count && !payload.Failed; i++)
        {
            string name = payload.ReadText();
            _labels.Set(name, payload.ReadText());
        }

        LabelSet labels = _labels.Build();
        foreach (Label label in labels.Labels) _labels.Remove(label.Name);
        if (payload.Failed || id == int.MaxValue) return;
        if (_byId.TryGetValue(id, out HeadSeries? known) && known.Labels == labels) return;

        // The same labels under another id: the series was let go and came back before the log was replaced.
        if (!head.TryFind(labels, out HeadSeries? series)) series = head.Add(labels, id);
        _byId[id] = series;
        head.ReserveIds(id);
    }

    private void ApplySamples(ref PayloadReader payload)
    {
        long id = 0;
        long timeMs = 0;
        while (!payload.AtEnd)
        {
            id += payload.ReadSigned();
            timeMs = unchecked(timeMs + payload.ReadSigned());
            double value = payload.ReadDouble();
            if (payload.Failed) return;
            if (id is >= 0 and < int.MaxValue && Find((int)id) is { } series) Append(series, timeMs, value, null, isLate: false);
            else losses.OrphanSamples++;
        }
    }

    private void ApplyOtherSamples(ref PayloadReader payload)
    {
        long id = 0;
        long timeMs = 0;
        while (!payload.AtEnd)
        {
            id += payload.ReadSigned();
            timeMs = unchecked(timeMs + payload.ReadSigned());
            int flags = payload.ReadByte();
            bool isHistogram = (flags & PendingRecords.HistogramFlag) != 0;
            NativeHistogram? histogram = isHistogram ? HistogramPacking.ReadWhole(ref payload) : null;
            double value = isHistogram ? 0 : payload.ReadDouble();
            if (payload.Failed) return;
            bool isLate = (flags & PendingRecords.LateFlag) != 0;
            if (id is >= 0 and < int.MaxValue && Find((int)id) is { } series) Append(series, timeMs, value, histogram, isLate);
            else losses.OrphanSamples++;
        }
    }

    private void Append(HeadSeries series, long timeMs, double value, NativeHistogram? histogram, bool isLate)
    {
        if (!blocks.EndBefore(timeMs))
        {
            if (blocks.HasTaken(series.Labels, timeMs, _logNumber)) return;
            if (blocks.LastTimeOf(series.Labels, timeMs) is { } lastInBlocksMs) series.Raise(lastInBlocksMs);
        }

        AppendOutcome outcome = AppendOutcome.OutOfOrder;
        if (!isLate) outcome = histogram is null ? series.Append(timeMs, value, out _) : series.Append(timeMs, histogram, out _);

        // What is neither newer nor there already came late.
        if (outcome == AppendOutcome.OutOfOrder) series.AppendLate(timeMs, value, histogram);
    }

    private void Apply(Deletion deletion)
    {
        blocks.Apply(deletion);
        foreach (HeadSeries series in head.Index.Find(deletion.Matchers, CancellationToken.None))
        {
            series.Remove(deletion.FromMs, deletion.ToMs, blocks.LastTimeOf(series.Labels, long.MinValue));
        }
    }

    private void ApplyChunks(ref PayloadReader payload)
    {
        HeadSeries? series = Find(payload.ReadInt());
        while (!payload.AtEnd)
        {
            HeadPart part = (HeadPart)payload.ReadByte();
            ChunkKind kind = (ChunkKind)payload.ReadByte();
            int count = payload.ReadInt();
            long firstTimeMs = payload.ReadSigned();
            long lastTimeMs = payload.ReadSigned();
            ReadOnlySpan<byte> data = payload.ReadBytes(payload.ReadInt());
            if (count is < 1 or > Chunk.MaxSamples || firstTimeMs > lastTimeMs) payload.Fail();
            if (part > HeadPart.Late || kind > ChunkKind.Histograms) payload.Fail();
            if (payload.Failed) return;
            if (series is null) losses.OrphanSamples += count;
            else Restore(series, new HeadChunk(new Chunk(data.ToArray(), firstTimeMs, lastTimeMs, count, kind), part));
        }
    }

    /// <summary>A chunk that reaches into the range of a block goes in sample by sample.</summary>
    private void Restore(HeadSeries series, HeadChunk part)
    {
        if (!blocks.MayHaveTaken(part.Chunk.FirstTimeMs, part.Chunk.LastTimeMs))
        {
            series.Restore(part, _scratch);
            return;
        }

        SampleBuffer samples = new(Chunk.MaxSamples);
        part.Chunk.Read(long.MinValue, long.MaxValue, samples);
        for (int i = 0; i < samples.Count; i++)
        {
            Append(series, samples.TimesMs[i], samples.Values[i], samples.HistogramAt(i), part.Part == HeadPart.Late);
        }
    }

    private HeadSeries? Find(int id)
    {
        if (_byId.TryGetValue(id, out HeadSeries? series)) return series;

        // The definition is lost; the id must not be given to another series whose samples it would then name.
        head.ReserveIds(Math.Min(id, int.MaxValue - 1));
        return null;
    }
}
