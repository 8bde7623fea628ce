namespace Heed.Query.Syntax;

public sealed record DurationOperation(SourceSpan Span, DurationOperator Operator, DurationExpression Left, DurationExpression Right)
    : DurationExpression(Span)
{
    public override double Seconds(long stepMs, long rangeMs)
    {
        double left = Left.Seconds(stepMs, rangeMs);
        double right = Right.Seconds(stepMs, rangeMs);
        return Operator switch
        {
            DurationOperator.Add => left + right,
            DurationOperator.Subtract => left - right,
            DurationOperator.Multiply => left * right,
            DurationOperator.Divide => right == 0 ? double.NaN : left / right,
            DurationOperator.Modulo => right == 0 ? double.NaN : left % right,
            DurationOperator.Power => Math.Pow(left, right),
            DurationOperator.Minimum => Math.Min(left, right),
            _ => Math.Max(left, right),
        };
    }
}
