using Heed.Model.Histograms;
using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Binary;

/// <summary>A binary operator with a scalar on at least one side.</summary>
internal sealed class ScalarBinaryOperator : Operator
{
    private readonly BinaryExpression _expression;
    private readonly Operator _vector;
    private readonly Column _scalar;
    private readonly bool _scalarLeft;
    private readonly MixedArithmetic _mixed;

    /// <param name="vector">The other side; a scalar where both are.</param>
    /// <param name="scalarLeft">The scalar stands to the left of the operator.</param>
    public ScalarBinaryOperator(QueryContext context, BinaryExpression expression, Operator vector, Operator scalar, bool scalarLeft)
        : base(vector.Grid)
    {
        _expression = expression;
        _vector = vector;
        _scalar = scalar.FillScalar();
        _scalarLeft = scalarLeft;
        _mixed = new MixedArithmetic(context.Annotations, expression);
        bool drops = context.DropsName(expression.Operator) || expression.ReturnBool;
        Series = Array.ConvertAll(vector.Series, s => s with { DropName = s.DropName || drops });
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        _vector.Fill(series, target);
        if (target.HasHistograms || _expression.Operator.IsTrim()) FillMixed(target);
        else FillFloats(target);
    }

    private void FillMixed(Column target)
    {
        BinaryOperator op = _expression.Operator;
        for (int step = 0; step < Grid.Count; step++)
        {
            double value = target.Values[step];
            if (Column.IsNothing(value)) continue;
            NativeHistogram? histogram = target.HistogramAt(step);
            BinarySample own = new(value, histogram);
            BinarySample scalar = new(_scalar.Values[step], null);
            BinarySample? result = _mixed.Apply(_scalarLeft ? scalar : own, _scalarLeft ? own : scalar, out bool holds);
            bool filters = op.IsComparison() && !_expression.ReturnBool;
            BinarySample? kept = filters && histogram is null && holds ? own : result;
            if (kept?.Histogram is { } kind) target.SetHistogram(step, kind);
            else target.SetValue(step, kept?.Value ?? Column.Nothing);
        }
    }

    private void FillFloats(Column target)
    {
        Span<double> values = target.Values;
        ReadOnlySpan<double> scalars = _scalar.Values;
        BinaryOperator op = _expression.Operator;
        bool filters = op.IsComparison() && !_expression.ReturnBool;
        for (int step = 0; step < values.Length; step++)
        {
            double value = values[step];
            if (Column.IsNothing(value)) continue;
            double left = _scalarLeft ? scalars[step] : value;
            double right = _scalarLeft ? value : scalars[step];

            // A filter lets the vector's value through, whichever side it is on.
            if (filters) values[step] = BinaryArithmetic.Compare(op, left, right) ? value : Column.Nothing;
            else values[step] = BinaryArithmetic.Apply(op, left, right, _expression.ReturnBool);
        }
    }
}
