using Heed.Query.Functions;

namespace Heed.Query.Syntax;

public sealed record CallExpression(SourceSpan Span, FunctionSignature Function, IReadOnlyList<Expression> Arguments) : Expression(Span)
{
    public override ExpressionType Type => Function.Returns;

    public override IReadOnlyList<Expression> Children => Arguments;
}
