namespace Heed.Query.Syntax;

/// <param name="ReturnBool">A comparison answers 0 or 1 instead of filtering.</param>
/// <param name="Matching">Null unless both sides are instant vectors.</param>
public sealed record BinaryExpression(
    SourceSpan Span, BinaryOperator Operator, Expression Left, Expression Right, bool ReturnBool, VectorMatching? Matching)
    : Expression(Span)
{
    /// <summary>Where the operator itself stands.</summary>
    public SourceSpan OperatorSpan { get; init; }

    public override ExpressionType Type =>
        Left.Type == ExpressionType.Scalar && Right.Type == ExpressionType.Scalar ? ExpressionType.Scalar : ExpressionType.InstantVector;

    public override IReadOnlyList<Expression> Children => [Left, Right];
}
