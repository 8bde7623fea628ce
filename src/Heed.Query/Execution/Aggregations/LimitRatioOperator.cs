using Heed.Model.Parsing;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary>
/// <c>limit_ratio</c>: a share of the series, by the hash of their labels, so that a ratio and its complement divide all series
/// between them.
/// </summary>
internal sealed class LimitRatioOperator : Operator
{
    private readonly Operator _input;
    private readonly Column _ratio;

    public LimitRatioOperator(QueryContext context, AggregateExpression aggregate, Operator input, Operator parameter)
        : base(input.Grid)
    {
        _input = input;
        _ratio = parameter.FillScalar();
        Span<double> ratios = _ratio.Values;
        for (int step = 0; step < ratios.Length; step++)
        {
            double ratio = ratios[step];
            if (double.IsNaN(ratio)) throw QueryAbortedException.Execution("Ratio value is NaN");
            if (ratio is >= -1 and <= 1) continue;
            ratios[step] = Math.Sign(ratio);
            context.Annotations.Warn(
                aggregate.Parameter!.Span,
                $"ratio value should be between -1 and 1, got {GoNumber.FormatShort(ratio)}, capping to {GoNumber.FormatShort(ratios[step])}");
        }
    }

    public override OutputSeries[] Series => _input.Series;

    public override void Fill(int series, Column target)
    {
        _input.Fill(series, target);
        double place = RatioHash.PlaceOf(Series[series].Labels);
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            double ratio = _ratio.Values[step];
            bool kept = ratio >= 0 ? place < ratio || ratio == 1 : place >= 1 + ratio;
            if (!kept) values[step] = Column.Nothing;
        }
    }
}
