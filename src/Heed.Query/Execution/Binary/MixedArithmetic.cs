using Heed.Model.Histograms;
using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Binary;

/// <summary>
/// Binary operators where a side may be a histogram. Two histograms can be added, subtracted and tested for equality; a histogram can
/// be multiplied by a number, divided by one and trimmed at one. Anything else has no result, and a remark says so.
/// </summary>
internal sealed class MixedArithmetic(Annotations annotations, BinaryExpression expression)
{
    private readonly HistogramSum _sum = new();

    /// <summary>The result, or null where there is none or a comparison filters it out.</summary>
    /// <param name="holds">Whether a comparison holds.</param>
    public BinarySample? Apply(BinarySample left, BinarySample right, out bool holds)
    {
        BinaryOperator op = expression.Operator;
        holds = true;
        if (left.Histogram is null && right.Histogram is null && !op.IsTrim())
        {
            holds = op.IsComparison() && BinaryArithmetic.Compare(op, left.Value, right.Value);
            return Of(BinaryArithmetic.Apply(op, left.Value, right.Value, expression.ReturnBool));
        }

        switch (op)
        {
            case BinaryOperator.Equal or BinaryOperator.NotEqual when left.Histogram is not null && right.Histogram is not null:
                holds = HistogramEquality.AreEqual(left.Histogram, right.Histogram) == (op == BinaryOperator.Equal);
                return expression.ReturnBool ? new BinarySample(holds ? 1 : 0, null) : holds ? left : null;
            case BinaryOperator.Add or BinaryOperator.Subtract when left.Histogram is not null && right.Histogram is not null:
                return Of(Combine(left.Histogram, right.Histogram, op == BinaryOperator.Subtract));
            case BinaryOperator.Multiply when left.Histogram is null: return Of(Scale(right.Histogram!, left.Value, divide: false));
            case BinaryOperator.Multiply when right.Histogram is null: return Of(Scale(left.Histogram!, right.Value, divide: false));
            case BinaryOperator.Divide when right.Histogram is null: return Of(Scale(left.Histogram!, right.Value, divide: true));
            case BinaryOperator.TrimLower or BinaryOperator.TrimUpper when left.Histogram is not null && right.Histogram is null:
                return Of(HistogramTrim.Apply(left.Histogram, right.Value, keepsBelow: op == BinaryOperator.TrimUpper));
            default:
                HistogramRemarks.IncompatibleTypes(annotations, expression.Span, left.Kind, op.Text(), right.Kind);
                holds = false;
                return null;
        }
    }

    private static BinarySample? Of(double value) => Column.IsNothing(value) ? null : new BinarySample(value, null);

    private static BinarySample? Of(NativeHistogram? histogram) =>
        histogram is null ? null : new BinarySample(double.NaN, histogram);

    private NativeHistogram Scale(NativeHistogram histogram, double by, bool divide)
    {
        _sum.Load(histogram);
        if (divide) _sum.Divide(by);
        else _sum.Multiply(by);
        return _sum.ToHistogram();
    }

    /// <summary>Contradicting hints leave no result, as in Prometheus.</summary>
    private NativeHistogram? Combine(NativeHistogram left, NativeHistogram right, bool subtract)
    {
        _sum.Load(left);
        HistogramConflicts conflicts = subtract ? _sum.Subtract(right) : _sum.Add(right);
        if (conflicts.HasFlag(HistogramConflicts.Incompatible))
        {
            HistogramRemarks.IncompatibleLayout(annotations, expression.Span, expression.Operator.Text());
            return null;
        }

        HistogramRemarks.Conflicts(annotations, expression.Span, conflicts, subtract ? "subtraction" : "addition");
        if (conflicts.HasFlag(HistogramConflicts.Resets)) return null;
        return _sum.ToHistogram(subtract ? CounterResetHint.Gauge : null);
    }
}
