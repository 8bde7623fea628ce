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

    /// <param name="vector">The other side; a scalar where both are.</param>
    /// <param name="scalarLeft">The scalar stands to the left of the operator.</param>
    public ScalarBinaryOperator(QueryContext context, BinaryExpression expression, Operator vector, Operator scalar, bool scalarLeft)
        : base(vector.Grid)
    {
        _expression = expression;
        _vector = vector;
        _scalar = scalar.FillScalar();
        _scalarLeft = scalarLeft;
        bool drops = context.DropsName(expression.Operator) || expression.ReturnBool;
        Series = Array.ConvertAll(vector.Series, s => s with { DropName = s.DropName || drops });
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        _vector.Fill(series, target);
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
