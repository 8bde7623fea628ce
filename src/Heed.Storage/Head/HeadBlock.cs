using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Storage.Index;

namespace Heed.Storage.Head;

/// <summary>
/// The series in memory by their labels. Not safe for concurrent use: it belongs to the store's writer. Only
/// <see cref="Index"/> may be read from any thread.
/// </summary>
internal sealed class HeadBlock(StoreOptions options)
{
    /// <summary>Locks that series share: enough that readers seldom meet the writer, too few to weigh anything.</summary>
    private const int GateCount = 256;

    /// <summary>The index is built anew when it holds at least this many series that are gone, and they are a quarter of it.</summary>
    private const int LeastGoneForRebuild = 1024;

    private readonly Dictionary<LabelSet, HeadSeries> _series = [];
    private readonly Dictionary<string, int> _seriesPerMetric = [];
    private readonly Lock[] _gates = [.. Enumerable.Range(0, GateCount).Select(_ => new Lock())];
    private volatile SeriesIndex _index = new();

    public SeriesIndex Index => _index;

    public int Count => _series.Count;

    /// <summary>The id of the next new series.</summary>
    public int NextId { get; private set; }

    public bool TryFind(LabelSet labels, [MaybeNullWhen(false)] out HeadSeries series) => _series.TryGetValue(labels, out series);

    /// <returns>The limit that forbids another series of these labels, or null.</returns>
    public RefusalReason? Forbids(LabelSet labels)
    {
        if (_series.Count >= options.MaxSeries) return RefusalReason.SeriesLimit;
        if (_seriesPerMetric.GetValueOrDefault(labels.MetricName) >= options.MaxSeriesPerMetric) return RefusalReason.MetricSeriesLimit;
        return LabelLimits.Check(labels, options);
    }

    /// <summary>Adds a series that is not there, whatever the limits say: they are for new data, not for what is on disk.</summary>
    public HeadSeries Add(LabelSet labels) => Add(labels, NextId);

    public HeadSeries Add(LabelSet labels, int id)
    {
        HeadSeries series = new(labels, id, _gates[id % GateCount]);
        ReserveIds(id);
        _series.Add(labels, series);
        CollectionsMarshal.GetValueRefOrAddDefault(_seriesPerMetric, labels.MetricName, out _)++;
        _index.Add(series);
        return series;
    }

    /// <summary>Ids up to this one are taken, by whomever.</summary>
    public void ReserveIds(int lastId) => NextId = Math.Max(NextId, lastId + 1);

    public HeadSeries[] ToArray() => [.. _series.Values];

    public void Remove(HeadSeries series)
    {
        if (series.IsGone || !_series.Remove(series.Labels)) return;
        series.IsGone = true;
        string metric = series.Labels.MetricName;
        int left = --CollectionsMarshal.GetValueRefOrAddDefault(_seriesPerMetric, metric, out _);
        if (left == 0) _seriesPerMetric.Remove(metric);
        _index.Remove(series);
    }

    /// <summary>Lets go of series without samples: recovery makes them for definitions whose samples are in blocks.</summary>
    public void RemoveEmpty()
    {
        foreach (HeadSeries series in ToArray())
        {
            if (series.Measure().Samples == 0) Remove(series);
        }

        TrimIndex();
    }

    /// <summary>
    /// Gives back the index entries of removed series once they are worth it. Readers finish on the index they began with.
    /// </summary>
    public void TrimIndex()
    {
        if (_index.GoneCount < LeastGoneForRebuild || _index.GoneCount < _series.Count / 4) return;
        SeriesIndex fresh = new();
        foreach (HeadSeries series in _series.Values) fresh.Add(series);
        _index = fresh;
    }
}
