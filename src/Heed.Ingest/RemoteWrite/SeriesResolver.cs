using Heed.Ingest.Series;
using Heed.Model.Labels;

namespace Heed.Ingest.RemoteWrite;

/// <summary>From the bytes of a series' labels to the series: remembered, or read and checked. One owner at a time.</summary>
internal sealed class SeriesResolver(RawSeriesCache<WrittenSeries> cache, RemoteWriteLimits limits)
{
    private readonly RecentTexts _texts = new();
    private RawSeries<WrittenSeries>? _previous;

    /// <summary>What is wrong with the labels, after <see cref="Find"/> has given null.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Requests do not go on where others ended.</summary>
    public void BeginRequest() => _previous = null;

    public string TooLong => $"labels of more than {limits.MaxLabelBytes} bytes";

    public WrittenSeries? Find(ReadOnlySpan<byte> run)
    {
        if (run.Length > limits.MaxLabelBytes) return Refuse(TooLong);
        RawSeries<WrittenSeries>? known = cache.Find(run, _previous);
        if (known is null) return Read(run);
        _previous = known;
        return known.Value;
    }

    private WrittenSeries? Read(ReadOnlySpan<byte> run)
    {
        LabelSetBuilder labels = new();
        if (LabelBytes.Read(run, _texts, labels) is { } problem) return Refuse(problem);
        WrittenSeries series = new(labels.Build());
        RawSeries<WrittenSeries>? added = cache.Add(run, series, _previous);
        if (added is null) return series;
        _previous = added;
        return added.Value;
    }

    private WrittenSeries? Refuse(string problem)
    {
        Problem = problem;
        return null;
    }
}
