using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>The rules for the two sides of a binary operator.</summary>
internal static class BinaryChecks
{
    public static BinaryExpression Build(
        TokenReader reader, Expression left, BinaryOperator op, Token written, BinaryModifiers modifiers, Expression right)
    {
        bool vectors = left.Type == ExpressionType.InstantVector && right.Type == ExpressionType.InstantVector;
        SourceSpan span = left.Span.To(right.Span);
        Check(reader, left, op, modifiers, right, vectors, span);
        return new BinaryExpression(span, op, left, right, modifiers.ReturnBool, vectors ? modifiers.Matching : null)
        {
            OperatorSpan = reader.SpanOf(written),
        };
    }

    private static void Check(
        TokenReader reader, Expression left, BinaryOperator op, BinaryModifiers modifiers, Expression right, bool vectors, SourceSpan span)
    {
        foreach (Expression side in (Expression[])[left, right])
        {
            if (side.Type is ExpressionType.Scalar or ExpressionType.InstantVector) continue;
            reader.Fail("binary expression must contain only scalar and instant vector types", side.Span);
        }

        bool scalars = left.Type == ExpressionType.Scalar && right.Type == ExpressionType.Scalar;
        if (op.IsComparison() && scalars && !modifiers.ReturnBool) reader.Fail("comparisons between scalars must use BOOL modifier", span);
        if (vectors) return;
        if (op.IsSetOperator()) reader.Fail($"set operator \"{op.Text()}\" not allowed in binary scalar expression", span);
        if (modifiers.IsWritten) reader.Fail("vector matching only allowed between instant vectors", span);
        if (modifiers.Matching.HasFill) reader.Fail("filling in missing series only allowed between instant vectors", span);
    }
}
