using Heed.Model.Samples;

namespace Heed.Storage.Head;

/// <summary>
/// Summaries of the stretches of one series in memory that are over, each made when it is first asked for. The series lets go of all of them when
/// samples come late or leave. Safe to use from any thread.
/// </summary>
internal sealed class HeadSummaries
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(SummaryLevel Level, long Index), SampleSummary> _made = [];

    /// <summary><see cref="SampleSummary.Unknown"/> where the stretch has native histograms.</summary>
    public SampleSummary Get(HeadSeries series, SummaryLevel level, long index)
    {
        lock (_gate)
        {
            if (_made.TryGetValue((level, index), out SampleSummary made)) return made;
        }

        SampleSummary summary = level == SummaryLevel.Day ? OfDay(series, index) : OfSpan(series, index);
        lock (_gate) return _made[(level, index)] = summary;
    }

    /// <summary>A day is its spans, from left to right.</summary>
    private SampleSummary OfDay(HeadSeries series, long day)
    {
        SampleSummary whole = SampleSummary.Empty;
        for (int i = 0; i < SummaryGrid.SpansPerDay; i++)
        {
            SampleSummary span = Get(series, SummaryLevel.Span, (day * SummaryGrid.SpansPerDay) + i);
            if (!span.IsKnown) return SampleSummary.Unknown;
            whole = whole.Then(span);
        }

        return whole;
    }

    private static SampleSummary OfSpan(HeadSeries series, long span)
    {
        SampleBuffer samples = new();
        series.Read(SummaryGrid.StartOf(SummaryLevel.Span, span), SummaryGrid.StartOf(SummaryLevel.Span, span + 1) - 1, samples);
        if (samples.HasHistograms) return SampleSummary.Unknown;
        samples.RemoveStaleMarkers();
        return SampleSummary.Of(samples.TimesMs, samples.Values);
    }
}
