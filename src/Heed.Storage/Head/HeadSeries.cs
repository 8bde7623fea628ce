using System.Buffers;

using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>
/// One series in memory: sealed chunks, the open one, and what came late. Its samples are guarded by a lock that it shares with other
/// series; readers copy what they need under it and decode outside. Sealed chunks never change, so a copied array stays true.
/// </summary>
/// <param name="labels">What the series is.</param>
/// <param name="id">Its number in the log and in snapshots: given once, never again.</param>
/// <param name="gate">Guards everything below; held for nanoseconds.</param>
internal sealed partial class HeadSeries(LabelSet labels, int id, Lock gate)
{
    private ChunkList _sealed;
    private ChunkEncoder _open;
    private RareSamples? _rare;

    /// <summary>Null until somebody asks, and again when samples came or went that are not at the end.</summary>
    private HeadSummaries? _summaries;

    /// <summary>Of the newest sample of the series, which may be in a block. All samples in order here are newer than those in blocks.</summary>
    private long _lastTimeMs;
    private bool _hasLast;

    public LabelSet Labels => labels;

    public int Id => id;

    /// <summary>Where the index holds the series. Belongs to the index.</summary>
    public int Slot { get; set; }

    /// <summary>The last stretch of the log that says which labels the id stands for. Belongs to the log's writer.</summary>
    public int DefinedIn { get; set; } = -1;

    /// <summary>The head has let go of it: a sample with its labels begins another series. Belongs to the store's writer.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether a time is the newest sample's.</summary>
    public bool EndsAt(long timeMs)
    {
        lock (gate) return _hasLast && timeMs == _lastTimeMs;
    }

    /// <summary>Says that blocks have a sample of the series at this time.</summary>
    public void Raise(long lastTimeMs)
    {
        lock (gate)
        {
            _lastTimeMs = _hasLast ? Math.Max(_lastTimeMs, lastTimeMs) : lastTimeMs;
            _hasLast = true;
        }
    }

    /// <param name="timeMs">Any time later than the last one.</param>
    /// <param name="value">Any double.</param>
    /// <param name="sealedBytes">The size of the chunk that this sample closed, else 0.</param>
    public AppendOutcome Append(long timeMs, double value, out int sealedBytes)
    {
        sealedBytes = 0;
        lock (gate)
        {
            if (_hasLast && timeMs <= _lastTimeMs) return Compare_NeedsLock(timeMs, value, null);
            if (_rare is { Histograms.Count: > 0 }) sealedBytes = SealHistograms_NeedsLock(_rare);
            _open.Append(timeMs, value);
            _lastTimeMs = timeMs;
            _hasLast = true;
            if (_open.Count == Chunk.MaxSamples) sealedBytes = Seal_NeedsLock();
            return AppendOutcome.Appended;
        }
    }

    /// <summary>Appends all samples of a run, where they are behind the newest one and no histogram is open; else none.</summary>
    /// <param name="run">Of this series.</param>
    /// <param name="sealedBytes">The size of the chunks that it closed.</param>
    public bool TryAppend(in SampleRun run, out int sealedBytes)
    {
        sealedBytes = 0;
        lock (gate)
        {
            if ((_hasLast && run.FirstMs <= _lastTimeMs) || _rare is { Histograms.Count: > 0 }) return false;
            for (int done = 0; done < run.Count;)
            {
                int part = Math.Min(run.Count - done, Chunk.MaxSamples - _open.Count);
                _open.Append(run.FirstMs + (done * run.StepMs), run.Value);
                _open.Repeat(run.StepMs, part - 1);
                done += part;
                if (_open.Count == Chunk.MaxSamples) sealedBytes += Seal_NeedsLock();
            }

            _lastTimeMs = run.FirstMs + ((run.Count - 1) * run.StepMs);
            _hasLast = true;
            return true;
        }
    }

    /// <param name="timeMs">Any time later than the last one.</param>
    /// <param name="histogram">Any one.</param>
    /// <param name="sealedBytes">The size of the chunk that this sample closed, else 0.</param>
    public AppendOutcome Append(long timeMs, NativeHistogram histogram, out int sealedBytes)
    {
        sealedBytes = 0;
        lock (gate)
        {
            if (_hasLast && timeMs <= _lastTimeMs) return Compare_NeedsLock(timeMs, 0, histogram);
            RareSamples rare = _rare ??= new RareSamples();
            if (_open.Count > 0) sealedBytes = Seal_NeedsLock();
            if (!rare.Histograms.Fits(histogram)) sealedBytes = SealHistograms_NeedsLock(rare);
            rare.Histograms.Append(timeMs, histogram);
            _lastTimeMs = timeMs;
            _hasLast = true;
            return AppendOutcome.Appended;
        }
    }

    /// <summary>Takes a sample that is older than the newest one, unless there is one at its time.</summary>
    /// <param name="timeMs">Any time.</param>
    /// <param name="value">Of a float.</param>
    /// <param name="histogram">Or null for a float.</param>
    public AppendOutcome AppendLate(long timeMs, double value, NativeHistogram? histogram)
    {
        if (!_hasLast || timeMs > _lastTimeMs)
        {
            return histogram is null ? Append(timeMs, value, out _) : Append(timeMs, histogram, out _);
        }

        SampleBuffer there = new(1);
        Read(timeMs, timeMs, there);
        if (there.Count > 0)
        {
            bool isSame = LateSamples.AreSame(there.Values[0], there.HistogramAt(0), value, histogram);
            return isSame ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
        }

        lock (gate)
        {
            RareSamples rare = _rare ??= new RareSamples();
            rare.LateVersion++;
            _summaries = null;
            return rare.Late.Add(timeMs, value, histogram);
        }
    }

    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        if (fromMs > toMs) return;
        Capture(fromMs, toMs).Read(fromMs, toMs, target);
    }

    public HeadView Capture(long fromMs, long toMs)
    {
        HeadView view = default;
        lock (gate)
        {
            view.Sealed = _sealed.View;
            view.Open = _open;
            if (_open.Count > 0 && _open.FirstTimeMs <= toMs && _open.LastTimeMs >= fromMs)
            {
                view.OpenFloats = ArrayPool<byte>.Shared.Rent(_open.EncodedBytes);
                _open.CopyTo(view.OpenFloats);
            }

            if (_rare is not null) CaptureRare_NeedsLock(_rare, fromMs, toMs, ref view);
        }

        return view;
    }

    /// <summary>
    /// Sets the summaries of the stretches that are over: behind their end the series has a sample, and none came late. They are made once.
    /// </summary>
    /// <param name="level">The length of the stretches.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="target">One place a stretch; the others stay as they are.</param>
    public void ReadSummaries(SummaryLevel level, long first, Span<SampleSummary> target)
    {
        HeadSummaries summaries;
        long lastTimeMs;
        lock (gate)
        {
            if (!_hasLast || _rare is not null) return;
            lastTimeMs = _lastTimeMs;
            summaries = _summaries ??= new HeadSummaries();
        }

        for (int i = 0; i < target.Length && SummaryGrid.StartOf(level, first + i + 1) - 1 <= lastTimeMs; i++)
        {
            SampleSummary summary = summaries.Get(this, level, first + i);
            if (summary.IsKnown) target[i] = summary;
        }
    }

    /// <summary>Whether a chunk's span of time meets the range; the chunk may still have no sample inside it.</summary>
    public bool MayHaveSamples(long fromMs, long toMs)
    {
        lock (gate)
        {
            if (fromMs > toMs) return false;
            if (_rare is not null && _rare.Late.HasAny(fromMs, toMs)) return true;
            if (!_hasLast || _lastTimeMs < fromMs) return false;
            if (_open.Count > 0 && _open.FirstTimeMs <= toMs && _open.LastTimeMs >= fromMs) return true;
            if (_rare is { Histograms: { Count: > 0 } open } && open.FirstTimeMs <= toMs && open.LastTimeMs >= fromMs) return true;
            ReadOnlySpan<Chunk> chunks = _sealed.View;
            int first = ChunkList.FirstReaching(chunks, fromMs);
            return first < chunks.Length && chunks[first].FirstTimeMs <= toMs;
        }
    }

    /// <summary>All chunks in order, then the late samples as chunks.</summary>
    public void CopyChunks(List<HeadChunk> target)
    {
        lock (gate)
        {
            foreach (ref readonly Chunk chunk in _sealed.View) target.Add(new HeadChunk(chunk, HeadPart.Sealed));
            if (_open.Count > 0) target.Add(new HeadChunk(_open.ToChunk(), HeadPart.Open));
            if (_rare is { Histograms.Count: > 0 }) target.Add(new HeadChunk(_rare.Histograms.ToChunk(), HeadPart.Open));
            if (_rare is { Late.Count: > 0 }) CopyLate_NeedsLock(_rare.Late, target);
        }
    }

    /// <summary>Puts back a chunk that a snapshot held. One that is not later than everything before it is passed over.</summary>
    public void Restore(HeadChunk part, SampleBuffer scratch)
    {
        Chunk chunk = part.Chunk;
        scratch.Clear();
        if (part.Part != HeadPart.Sealed) chunk.Read(long.MinValue, long.MaxValue, scratch);
        for (int i = 0; i < scratch.Count; i++)
        {
            if (part.Part == HeadPart.Late) AppendLate(scratch.TimesMs[i], scratch.Values[i], scratch.HistogramAt(i));
            else if (scratch.HistogramAt(i) is { } histogram) Append(scratch.TimesMs[i], histogram, out _);
            else Append(scratch.TimesMs[i], scratch.Values[i], out _);
        }

        if (part.Part != HeadPart.Sealed) return;
        lock (gate)
        {
            if (_hasLast && chunk.FirstTimeMs <= _lastTimeMs) return;
            if (_open.Count > 0) Seal_NeedsLock();
            if (_rare is { Histograms.Count: > 0 }) SealHistograms_NeedsLock(_rare);
            _sealed.Add(chunk);
            _lastTimeMs = chunk.LastTimeMs;
            _hasLast = true;
        }
    }

    public SeriesFigures Measure()
    {
        lock (gate)
        {
            SeriesFigures figures = new() { LastTimeMs = _hasLast ? _lastTimeMs : long.MinValue };
            figures.Samples = _open.Count + (_rare is null ? 0 : _rare.Histograms.Count + _rare.Late.Count);
            _sealed.Measure(ref figures);
            return figures;
        }
    }

    private AppendOutcome Compare_NeedsLock(long timeMs, double value, NativeHistogram? histogram)
    {
        if (timeMs < _lastTimeMs) return AppendOutcome.OutOfOrder;
        SampleBuffer last = new(Chunk.MaxSamples);
        if (_open.Count > 0) last.Add(timeMs, _open.LastValue);
        else if (_rare is { Histograms: { Count: > 0, Last: { } newest } }) last.Add(timeMs, newest);
        else if (_sealed.View is { Length: > 0 } chunks) chunks[^1].Read(timeMs, timeMs, last);
        if (last.Count == 0) return AppendOutcome.OutOfOrder;
        bool isSame = LateSamples.AreSame(last.Values[0], last.HistogramAt(0), value, histogram);
        return isSame ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
    }

    private int Seal_NeedsLock()
    {
        Chunk chunk = _open.ToChunk();
        _sealed.Add(chunk);
        _open.Reset();
        return chunk.Data.Length;
    }

    private int SealHistograms_NeedsLock(RareSamples rare)
    {
        Chunk chunk = rare.Histograms.ToChunk();
        _sealed.Add(chunk);
        rare.Histograms.Reset();
        return chunk.Data.Length;
    }

    private static void CaptureRare_NeedsLock(RareSamples rare, long fromMs, long toMs, ref HeadView view)
    {
        HistogramChunkEncoder open = rare.Histograms;
        if (open.Count > 0 && open.FirstTimeMs <= toMs && open.LastTimeMs >= fromMs) view.OpenHistograms = open.ToChunk();
        if (rare.Late.Count == 0 || !rare.Late.HasAny(fromMs, toMs)) return;
        view.Late = new SampleBuffer();
        rare.Late.CopyTo(fromMs, toMs, view.Late);
    }

    /// <summary>Runs of floats and of histograms of one layout, each in a chunk.</summary>
    private static void CopyLate_NeedsLock(LateSamples late, List<HeadChunk> target)
    {
        SampleBuffer samples = new();
        late.CopyTo(long.MinValue, long.MaxValue, samples);
        foreach (Chunk chunk in ChunkPacking.Pack(samples)) target.Add(new HeadChunk(chunk, HeadPart.Late));
    }
}
