using Heed.Model.Samples;

namespace Heed.Query.Execution;

/// <summary>What all windows of one query need of one series: summaries of days and spans, and samples where no summary does.</summary>
internal sealed class StretchSummaries
{
    private readonly WindowCuts _cuts;
    private readonly SummaryParts _parts;
    private readonly SampleSummary[] _days;
    private readonly SampleSummary[] _spans;
    private readonly bool[] _needsSpan;
    private readonly bool[] _needsSamples;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly SampleBuffer _samples = new();

    public StretchSummaries(WindowCuts cuts, SummaryParts parts)
    {
        _cuts = cuts;
        _parts = parts;
        _days = new SampleSummary[cuts.NeedsDay.Length];
        _spans = new SampleSummary[cuts.NeedsSpan.Length];
        _needsSpan = new bool[_spans.Length];
        _needsSamples = new bool[_spans.Length];
        _starts = new int[_spans.Length];
        _ends = new int[_spans.Length];
    }

    public int SamplesRead => _samples.Count;

    /// <summary>How many summaries of the last series came from the store.</summary>
    public int SummariesUsed { get; private set; }

    /// <summary>Reads a series; false where not all of them are floats.</summary>
    public bool TryRead(ISeries series)
    {
        ISummarizedSeries? summarized = series as ISummarizedSeries;
        Array.Fill(_days, SampleSummary.Unknown);
        Array.Fill(_spans, SampleSummary.Unknown);
        if (summarized is not null) ReadRuns(summarized, SummaryLevel.Day, _cuts.FirstDay, _cuts.NeedsDay, _days);
        _cuts.NeedsSpan.CopyTo(_needsSpan, 0);
        for (int day = 0; day < _days.Length; day++)
        {
            if (_cuts.NeedsDay[day] && !_days[day].IsKnown) _needsSpan.AsSpan(SpanOfDay(day), SummaryGrid.SpansPerDay).Fill(true);
        }

        if (summarized is not null) ReadRuns(summarized, SummaryLevel.Span, _cuts.FirstSpan, _needsSpan, _spans);
        _cuts.NeedsSamples.CopyTo(_needsSamples, 0);
        for (int span = 0; span < _spans.Length; span++) _needsSamples[span] |= _needsSpan[span] && !_spans[span].IsKnown;
        SummariesUsed = CountKnown(_days) + CountKnown(_spans);
        ReadSamples(series);
        if (_samples.HasHistograms) return false;
        Complete();
        return true;
    }

    /// <summary>Puts a window's pieces together, from left to right.</summary>
    public SampleSummary Fold(in WindowCut cut)
    {
        SampleSummary window = SamplesBetween(cut.FromMs, SummaryGrid.StartOf(SummaryLevel.Span, cut.FirstSpan) - 1);
        for (long span = cut.FirstSpan; span < cut.BehindSpan;)
        {
            if (WindowCuts.StartsDay(span, cut))
            {
                window = window.Then(_days[SummaryGrid.DayOfSpan(span) - _cuts.FirstDay]);
                span += SummaryGrid.SpansPerDay;
            }
            else
            {
                window = window.Then(_spans[span++ - _cuts.FirstSpan]);
            }
        }

        return window.Then(SamplesBetween(SummaryGrid.StartOf(SummaryLevel.Span, cut.BehindSpan), cut.EndMs));
    }

    private static int CountKnown(SampleSummary[] summaries)
    {
        int known = 0;
        foreach (ref readonly SampleSummary summary in summaries.AsSpan())
        {
            if (summary.IsKnown) known++;
        }

        return known;
    }

    private int SpanOfDay(int day) => (int)(((_cuts.FirstDay + day) * SummaryGrid.SpansPerDay) - _cuts.FirstSpan);

    private static void ReadRuns(ISummarizedSeries series, SummaryLevel level, long first, bool[] needed, SampleSummary[] target)
    {
        for (int start = NextRun(needed, 0, out int end); start < end; start = NextRun(needed, end, out end))
        {
            series.ReadSummaries(level, first + start, target.AsSpan(start, end - start));
        }
    }

    /// <summary>Each run of neighbouring spans is one read: nothing is decoded twice.</summary>
    private void ReadSamples(ISeries series)
    {
        _samples.Clear();
        for (int start = NextRun(_needsSamples, 0, out int end); start < end; start = NextRun(_needsSamples, end, out end))
        {
            int before = _samples.Count;
            long from = SummaryGrid.StartOf(SummaryLevel.Span, _cuts.FirstSpan + start);
            long to = SummaryGrid.StartOf(SummaryLevel.Span, _cuts.FirstSpan + end) - 1;
            series.Read(Math.Max(from, _cuts.FromMs), Math.Min(to, _cuts.ToMs), _samples);
            _samples.RemoveStaleMarkers(before);
            Index(start, end, before);
        }
    }

    /// <summary>Notes where the samples of each span lie in the buffer.</summary>
    private void Index(int start, int end, int at)
    {
        ReadOnlySpan<long> times = _samples.TimesMs;
        for (int span = start; span < end; span++)
        {
            long behind = SummaryGrid.StartOf(SummaryLevel.Span, _cuts.FirstSpan + span + 1);
            _starts[span] = at;
            at = TimeSearch.FirstFrom(times, behind, at, times.Length);
            _ends[span] = at;
        }
    }

    /// <summary>Makes the summaries that nobody has.</summary>
    private void Complete()
    {
        for (int span = 0; span < _spans.Length; span++)
        {
            if (!_needsSpan[span] || _spans[span].IsKnown) continue;
            int start = _starts[span];
            int count = _ends[span] - start;
            _spans[span] = SampleSummary.Of(_samples.TimesMs.Slice(start, count), _samples.Values.Slice(start, count), _parts);
        }

        for (int day = 0; day < _days.Length; day++)
        {
            if (!_cuts.NeedsDay[day] || _days[day].IsKnown) continue;
            SampleSummary whole = SampleSummary.Empty;
            foreach (ref readonly SampleSummary span in _spans.AsSpan(SpanOfDay(day), SummaryGrid.SpansPerDay)) whole = whole.Then(span);
            _days[day] = whole;
        }
    }

    /// <summary>The samples of a piece that lies in one span.</summary>
    private SampleSummary SamplesBetween(long fromMs, long toMs)
    {
        if (fromMs > toMs) return SampleSummary.Empty;
        int span = (int)(SummaryGrid.IndexOf(SummaryLevel.Span, fromMs) - _cuts.FirstSpan);
        ReadOnlySpan<long> times = _samples.TimesMs;
        int start = TimeSearch.FirstFrom(times, fromMs, _starts[span], _ends[span]);
        int end = TimeSearch.FirstFrom(times, toMs + 1, start, _ends[span]);
        return SampleSummary.Of(times[start..end], _samples.Values[start..end], _parts);
    }

    /// <summary>The next run of marked places from <paramref name="at"/> on; empty where there is none.</summary>
    private static int NextRun(ReadOnlySpan<bool> marks, int at, out int end)
    {
        int start = marks[at..].IndexOf(true);
        if (start < 0) return end = marks.Length;
        start += at;
        int length = marks[start..].IndexOf(false);
        end = length < 0 ? marks.Length : start + length;
        return start;
    }
}
