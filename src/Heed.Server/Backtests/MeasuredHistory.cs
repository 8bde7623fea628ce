using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Server.Backtests;

/// <summary>What an expression gave at each evaluation of a stretch of history: one row a series, NaN where it was not there.</summary>
internal sealed class MeasuredHistory
{
    /// <summary>A rule over more series is not tuned: its rows would not fit into memory.</summary>
    public const int MostSeries = 2_000;

    private const int ChunkSteps = 1_440;

    private readonly Dictionary<LabelSet, double[]> _rows = [];

    private MeasuredHistory(long firstMs, long intervalMs, int steps)
    {
        FirstMs = firstMs;
        IntervalMs = intervalMs;
        Steps = steps;
    }

    public long FirstMs { get; }

    public long IntervalMs { get; }

    public int Steps { get; }

    public IReadOnlyDictionary<LabelSet, double[]> Rows => _rows;

    /// <returns>Null, with the reason, where it cannot be had.</returns>
    public static MeasuredHistory? Read(
        Expression expression, QueryEngine queries, long fromMs, long toMs, long intervalMs, out string? problem, CancellationToken cancellation)
    {
        long firstMs = (fromMs + intervalMs - 1) / intervalMs * intervalMs;
        MeasuredHistory history = new(firstMs, intervalMs, (int)Math.Max(0, ((toMs - firstMs) / intervalMs) + 1));
        for (int step = 0; step < history.Steps; step += ChunkSteps)
        {
            int last = Math.Min(step + ChunkSteps, history.Steps) - 1;
            QueryResult result = queries.Range(
                expression, firstMs + (step * intervalMs), firstMs + (last * intervalMs), intervalMs, cancellation);
            problem = result.Value is MatrixValue matrix ? history.Take(matrix) : result.Error?.Message ?? "the expression gives no vector";
            if (problem is not null) return null;
        }

        problem = history._rows.Count == 0 ? "the history has no series for it" : null;
        return problem is null ? history : null;
    }

    private string? Take(MatrixValue matrix)
    {
        foreach (MatrixSeries series in matrix.Series)
        {
            if (!_rows.TryGetValue(series.Labels, out double[]? row))
            {
                if (_rows.Count == MostSeries) return $"it reads more than {MostSeries:N0} series";
                row = new double[Steps];
                Array.Fill(row, double.NaN);
                _rows.Add(series.Labels, row);
            }

            for (int i = 0; i < series.TimesMs.Length; i++) row[(series.TimesMs[i] - FirstMs) / IntervalMs] = series.Values[i];
        }

        return null;
    }
}
