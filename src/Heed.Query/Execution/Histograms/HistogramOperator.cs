using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms;

/// <summary>A figure of classic histograms: a quantile or a fraction, of the buckets of each step.</summary>
internal sealed class HistogramOperator : Operator
{
    private readonly QueryContext _context;
    private readonly Operator _input;
    private readonly BucketTable _table;
    private readonly SourceSpan _span;
    private readonly Column _first;
    private readonly Column? _second;
    private readonly ClassicBuckets _buckets = new();
    private readonly List<Column> _columns = [];

    /// <param name="first">The quantile, or the lower end of a fraction.</param>
    /// <param name="second">The upper end of a fraction; null for a quantile.</param>
    /// <param name="span">Where the vector stands.</param>
    public HistogramOperator(QueryContext context, Operator input, BucketTable table, SourceSpan span, Column first, Column? second)
        : base(input.Grid)
    {
        _context = context;
        _input = input;
        _table = table;
        _span = span;
        _first = first;
        _second = second;
    }

    public override OutputSeries[] Series => _table.Histograms;

    public override void Fill(int series, Column target)
    {
        IReadOnlyList<(double Bound, int Series)> buckets = _table.BucketsOf(series);
        Read(buckets);
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            _buckets.Clear();
            bool any = false;
            for (int i = 0; i < buckets.Count; i++)
            {
                double count = _columns[i].Values[step];
                if (Column.IsNothing(count)) continue;
                _buckets.Add(buckets[i].Bound, count);
                any = true;
            }

            values[step] = any ? Evaluate(step, series) : Column.Nothing;
        }
    }

    private void Read(IReadOnlyList<(double Bound, int Series)> buckets)
    {
        _context.Continue();
        for (int i = 0; i < buckets.Count; i++)
        {
            if (i == _columns.Count) _columns.Add(new Column(Grid.Count));
            _input.Fill(buckets[i].Series, _columns[i]);
        }
    }

    private double Evaluate(int step, int series)
    {
        double first = _first.Values[step];
        if (!_buckets.Complete())
        {
            return _second is null
                && first < 0 ? double.NegativeInfinity : _second is null
                && first > 1 ? double.PositiveInfinity : double.NaN;
        }

        if (_buckets.WasForced && _second is null)
        {
            _context.Annotations.Inform(
                _span,
                "input to histogram_quantile needed to be fixed for monotonicity "
                + "(see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) "
                + $"for metric name {GoLabels.Quote(Series[series].Labels.MetricName)}");
        }

        return _second is null ? _buckets.Quantile(first) : _buckets.Fraction(first, _second.Values[step]);
    }
}
