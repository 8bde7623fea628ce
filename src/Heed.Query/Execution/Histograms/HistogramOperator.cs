using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms;

/// <summary>A figure of histograms, classic or native: a quantile or a fraction, step by step.</summary>
internal sealed class HistogramOperator : Operator
{
    private readonly QueryContext _context;
    private readonly Operator _input;
    private readonly BucketTable _table;
    private readonly SourceSpan _span;
    private readonly Column _first;
    private readonly Column? _second;
    private readonly ClassicBuckets _buckets = new();
    private readonly HistogramQuantile _quantile = new();
    private readonly HistogramFraction _fraction = new();
    private readonly List<Column> _columns = [];

    /// <param name="first">The quantile, or the lower end of a fraction.</param>
    /// <param name="second">The upper end of a fraction; null for a quantile.</param>
    /// <param name="span">Where the vector stands.</param>
    public HistogramOperator(QueryContext context, Operator input, SourceSpan span, Column first, Column? second)
        : base(input.Grid)
    {
        _context = context;
        _input = input;
        _table = new BucketTable(context, input.Series);
        _span = span;
        _first = first;
        _second = second;
    }

    public override OutputSeries[] Series => _table.Histograms;

    public override void Fill(int series, Column target)
    {
        IReadOnlyList<BucketSeries> members = _table.MembersOf(series);
        bool hasNative = Read(members);
        target.ClearHistograms();
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            bool any = Collect(members, step, hasNative);
            NativeHistogram? native = hasNative ? NativeAt(members.Count, step) : null;
            if (any && native is not null) HistogramRemarks.MixedWithClassic(_context.Annotations, _span, Metric(series));
            values[step] = any == native is not null ? Column.Nothing : any ? Evaluate(step, series) : Evaluate(native!, step, series);
        }
    }

    private string Metric(int series) => Series[series].Labels.MetricName;

    /// <summary>Whether any of the series has native histograms.</summary>
    private bool Read(IReadOnlyList<BucketSeries> members)
    {
        _context.Continue();
        bool hasNative = false;
        for (int i = 0; i < members.Count; i++)
        {
            if (i == _columns.Count) _columns.Add(new Column(Grid.Count));
            _input.Fill(members[i].Series, _columns[i]);
            hasNative |= _columns[i].HasHistograms;
            if (members[i].Bound is null && _columns[i].CountFloats() > 0) WarnOfBound(_input.Series[members[i].Series].Labels);
        }

        return hasNative;
    }

    private void WarnOfBound(LabelSet labels) => _context.Annotations.Warn(
        _span,
        $"bucket label \"le\" is missing or has a malformed value of {GoLabels.Quote(labels.Get(LabelNames.BucketBound))} "
        + $"for metric name {GoLabels.Quote(labels.MetricName)}");

    /// <summary>Takes the classic buckets of a step; false where there are none.</summary>
    private bool Collect(IReadOnlyList<BucketSeries> members, int step, bool hasNative)
    {
        _buckets.Clear();
        bool any = false;
        for (int i = 0; i < members.Count; i++)
        {
            double count = _columns[i].Values[step];
            if (members[i].Bound is not { } bound || Column.IsNothing(count)) continue;
            if (hasNative && _columns[i].HistogramAt(step) is not null) continue;
            _buckets.Add(bound, count);
            any = true;
        }

        return any;
    }

    private NativeHistogram? NativeAt(int members, int step)
    {
        NativeHistogram? found = null;
        for (int i = 0; i < members; i++)
        {
            if (_columns[i].HistogramAt(step) is not { } histogram) continue;
            if (found is not null) throw QueryAbortedException.Execution("vector cannot contain metrics with the same labelset");
            found = histogram;
        }

        return found;
    }

    private double Evaluate(NativeHistogram histogram, int step, int series)
    {
        double result = _second is null
            ? _quantile.Of(histogram, _first.Values[step], out NanRemark remark)
            : _fraction.Of(histogram, _first.Values[step], _second.Values[step], out remark);
        HistogramRemarks.Nan(_context.Annotations, _span, remark, Metric(series));
        return result;
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
                + $"for metric name {GoLabels.Quote(Metric(series))}");
        }

        return _second is null ? _buckets.Quantile(first) : _buckets.Fraction(first, _second.Values[step]);
    }
}
