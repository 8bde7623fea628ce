using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Query.Tests;

/// <summary>
/// One series that knows the summaries of a random part of its stretches of time, made by filtering; counts what is read of it.
/// </summary>
internal sealed class SummarizedReader(LabelSet labels, Sample[] samples, int seed, int knownPercent) : ISeriesReader, ISummarizedSeries
{
    public LabelSet Labels => labels;

    public int SamplesRead { get; private set; }

    public int SummariesRead { get; private set; }

    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        [this];

    public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];

    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];

    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        foreach (Sample sample in samples)
        {
            if (sample.TimeMs < fromMs || sample.TimeMs > toMs) continue;
            target.Add(sample.TimeMs, sample.Value);
            SamplesRead++;
        }
    }

    public void ReadSummaries(SummaryLevel level, long first, Span<SampleSummary> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            if (new Random(HashCode(seed, level, first + i)).Next(100) >= knownPercent) continue;
            target[i] = Summarize(level, first + i);
            SummariesRead++;
        }
    }

    /// <summary>The same in every process, unlike the library's.</summary>
    private static int HashCode(int seed, SummaryLevel level, long index) => unchecked((seed * 31) + ((int)level * 7919) + (int)(index * 104_729));

    private SampleSummary Summarize(SummaryLevel level, long index)
    {
        if (level == SummaryLevel.Day)
        {
            SampleSummary day = SampleSummary.Empty;
            for (int i = 0; i < SummaryGrid.SpansPerDay; i++) day = day.Then(Summarize(SummaryLevel.Span, (index * SummaryGrid.SpansPerDay) + i));
            return day;
        }

        Sample[] inside = [.. samples.Where(s => SummaryGrid.IndexOf(level, s.TimeMs) == index && !StaleMarker.IsStale(s.Value))];
        return SampleSummary.Of([.. inside.Select(s => s.TimeMs)], [.. inside.Select(s => s.Value)]);
    }
}
