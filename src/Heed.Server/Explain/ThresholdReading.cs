using System.Globalization;

using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Server.Explain;

/// <summary>How far an expression is from being true: its measured side against its bound at one time.</summary>
/// <param name="Labels">Of the series that is measured.</param>
/// <param name="Value">Of the measured side.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Holds">Whether the comparison is true.</param>
/// <param name="Text">A sentence's part: <c>0.21 is 0.04 below the bound of 0.25</c>.</param>
internal sealed record ThresholdReading(LabelSet Labels, double Value, double Bound, bool Holds, string Text)
{
    private const int MostReadings = 20;

    /// <summary>
    /// The series nearest to the bound first. Empty where the expression is no comparison, or its measured side gives nothing at the
    /// time. Of several comparisons that have to hold, the first is read.
    /// </summary>
    /// <param name="expression">Of a rule.</param>
    /// <param name="alert">Series that contradict these labels are left out.</param>
    /// <param name="queries">Over the stored series.</param>
    /// <param name="timeMs">When.</param>
    /// <param name="measured">Whether there is a comparison to read.</param>
    public static IReadOnlyList<ThresholdReading> Read(
        Expression expression, LabelSet alert, QueryEngine queries, long timeMs, out bool measured)
    {
        measured = false;
        if (Comparison(expression) is not { } comparison) return [];
        bool mirrored = comparison.Left.Type == ExpressionType.Scalar;
        BinaryOperator op = mirrored ? Mirror(comparison.Operator) : comparison.Operator;
        Expression side = mirrored ? comparison.Right : comparison.Left;
        measured = true;
        if (queries.Instant(side, timeMs).Value is not VectorValue values) return [];
        Func<LabelSet, double?> bounds = Bounds(mirrored ? comparison.Left : comparison.Right, queries, timeMs);
        List<ThresholdReading> readings = [];
        foreach (VectorSample sample in values.Samples)
        {
            if (sample.Histogram is not null || !Agrees(sample.Labels, alert) || bounds(sample.Labels) is not { } bound) continue;
            readings.Add(Of(sample.Labels, sample.Sample.Value, op, bound));
        }

        IEnumerable<ThresholdReading> nearest =
            readings.OrderBy(r => double.IsNaN(r.Value)).ThenBy(r => Math.Abs(r.Value - r.Bound)).ThenBy(r => r.Labels);
        return [.. nearest.Take(MostReadings)];
    }

    private static ThresholdReading Of(LabelSet labels, double value, BinaryOperator op, double bound)
    {
        bool holds = op switch
        {
            BinaryOperator.Greater => value > bound,
            BinaryOperator.GreaterOrEqual => value >= bound,
            BinaryOperator.Less => value < bound,
            BinaryOperator.LessOrEqual => value <= bound,
            BinaryOperator.Equal => value == bound,
            _ => value != bound,
        };
        string distance = value == bound ? "at" : $"{Number(Math.Abs(value - bound))} {(value > bound ? "above" : "below")}";
        string text = $"{Number(value)} is {distance} the bound of {Number(bound)} ({op.Text()})";
        return new ThresholdReading(labels, value, bound, holds, text);
    }

    private static BinaryExpression? Comparison(Expression expression) => expression.Unwrap() switch
    {
        BinaryExpression { ReturnBool: false } binary when binary.Operator.IsComparison() => binary,
        BinaryExpression binary when binary.Operator.IsSetOperator() => Comparison(binary.Left) ?? Comparison(binary.Right),
        _ => null,
    };

    private static BinaryOperator Mirror(BinaryOperator op) => op switch
    {
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        _ => op,
    };

    /// <summary>One number for all, or the series of the other side whose labels do not contradict; none where several would do.</summary>
    private static Func<LabelSet, double?> Bounds(Expression bound, QueryEngine queries, long timeMs)
    {
        QueryValue? value = queries.Instant(bound, timeMs).Value;
        if (value is ScalarValue scalar) return _ => scalar.Value;
        if (value is not VectorValue vector) return _ => null;
        return labels =>
        {
            VectorSample[] agreeing = [.. vector.Samples.Where(s => s.Histogram is null && Agrees(s.Labels, labels))];
            return agreeing.Length == 1 ? agreeing[0].Sample.Value : null;
        };
    }

    private static bool Agrees(LabelSet series, LabelSet alert)
    {
        foreach (Label label in series.Labels)
        {
            if (label.Name != LabelNames.MetricName && alert.Has(label.Name) && alert.Get(label.Name) != label.Value) return false;
        }

        return true;
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
