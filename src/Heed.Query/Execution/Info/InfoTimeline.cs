using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Query.Execution.Info;

/// <summary>
/// The info of one identity: at every step, which info series speak, one for each metric name: the one with the newest sample.
/// Steps at which the same series speak share one combination.
/// </summary>
internal sealed class InfoTimeline
{
    private readonly List<LabelSet[]> _combinations = [];
    private readonly int[] _combinationAt;

    private InfoTimeline(int steps) => _combinationAt = new int[steps];

    /// <summary>The info series that speak together, by metric name; empty where none does.</summary>
    public IReadOnlyList<LabelSet[]> Combinations => _combinations;

    public ReadOnlySpan<int> CombinationAt => _combinationAt;

    /// <param name="series">The info series of one identity.</param>
    /// <param name="timesOf">Fills a column with the times of a series' samples, in seconds.</param>
    public static InfoTimeline Build(IReadOnlyList<LabelSet> series, Action<int, Column> timesOf, int steps)
    {
        Dictionary<string, Winners> byName = new(StringComparer.Ordinal);
        Column column = new(steps);
        for (int i = 0; i < series.Count; i++)
        {
            timesOf(i, column);
            string name = series[i].MetricName;
            if (!byName.TryGetValue(name, out Winners? winners)) byName.Add(name, winners = new Winners(steps));
            winners.Add(series, i, column.Values);
        }

        InfoTimeline timeline = new(steps);
        timeline.Combine(series, [.. byName.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Value)]);
        return timeline;
    }

    private void Combine(IReadOnlyList<LabelSet> series, Winners[] names)
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        for (int step = 0; step < _combinationAt.Length; step++)
        {
            string key = string.Join(',', names.Select(n => n.At(step)));
            if (!known.TryGetValue(key, out int combination))
            {
                combination = _combinations.Count;
                known.Add(key, combination);
                _combinations.Add([.. names.Where(n => n.At(step) >= 0).Select(n => series[n.At(step)])]);
            }

            _combinationAt[step] = combination;
        }
    }

    /// <summary>The series of one metric name with the newest sample at each step; -1 for none.</summary>
    private sealed class Winners
    {
        private readonly int[] _series;
        private readonly double[] _times;

        public Winners(int steps)
        {
            _series = new int[steps];
            _times = new double[steps];
            _series.AsSpan().Fill(-1);
        }

        public int At(int step) => _series[step];

        public void Add(IReadOnlyList<LabelSet> all, int series, ReadOnlySpan<double> times)
        {
            for (int step = 0; step < times.Length; step++)
            {
                if (StaleMarker.IsStale(times[step])) continue;
                if (_series[step] >= 0 && _times[step] == times[step])
                {
                    throw QueryAbortedException.Execution(
                        $"found duplicate series for info metric: {GoLabels.Print(all[_series[step]])} and {GoLabels.Print(all[series])}"
                        + " have a sample at the same time");
                }

                if (_series[step] >= 0 && _times[step] > times[step]) continue;
                _series[step] = series;
                _times[step] = times[step];
            }
        }
    }
}
