namespace Heed.Query.Syntax;

public sealed record StringLiteral(SourceSpan Span, string Value) : Expression(Span)
{
    public override ExpressionType Type => ExpressionType.String;

    public override IReadOnlyList<Expression> Children => [];
}
