using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;

namespace Heed.Server.Backtests;

/// <summary>
/// History with what the rules under test write over it: a metric that they write is theirs alone, whatever the rules in force made of it
/// at the time.
/// </summary>
/// <param name="history">What was stored.</param>
/// <param name="written">What the backtest has written so far.</param>
/// <param name="names">The metrics that the rules under test write, <c>ALERTS</c> and <c>ALERTS_FOR_STATE</c> among them.</param>
internal sealed class BacktestSeries(ISeriesReader history, ISeriesReader written, IReadOnlySet<string> names) : ISeriesReader
{
    private readonly OverlaidSeries _all = new(new Without(history, names), written);

    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Source(matchers).Select(matchers, fromMs, toMs, cancellation);

    public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Source(matchers).LabelNames(matchers, fromMs, toMs, cancellation);

    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Source(matchers).LabelValues(name, matchers, fromMs, toMs, cancellation);

    /// <summary>Where the metric is named, one of the two has all of it.</summary>
    private ISeriesReader Source(IReadOnlyList<LabelMatcher> matchers)
    {
        foreach (LabelMatcher matcher in matchers)
        {
            bool isName = matcher.Operator == MatchOperator.Equal && matcher.Name == Heed.Model.Labels.LabelNames.MetricName;
            if (isName) return names.Contains(matcher.Value) ? written : history;
        }

        return _all;
    }

    private sealed class Without(ISeriesReader inner, IReadOnlySet<string> names) : ISeriesReader
    {
        public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
            [.. inner.Select(matchers, fromMs, toMs, cancellation).Where(series => !names.Contains(series.Labels.MetricName))];

        public IReadOnlyList<string> LabelNames(
            IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
            inner.LabelNames(matchers, fromMs, toMs, cancellation);

        public IReadOnlyList<string> LabelValues(
            string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
            inner.LabelValues(name, matchers, fromMs, toMs, cancellation);
    }
}
