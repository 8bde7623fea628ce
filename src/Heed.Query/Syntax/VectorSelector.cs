using Heed.Model.Labels;

namespace Heed.Query.Syntax;

/// <summary>An instant selector: the newest sample of each matching series.</summary>
/// <param name="Name">The metric name as written in front of or inside the braces; empty where matchers stand alone.</param>
/// <param name="Matchers">All of them, that of the name included, in the order of the text.</param>
public sealed record VectorSelector(SourceSpan Span, string Name, IReadOnlyList<LabelMatcher> Matchers) : Expression(Span)
{
    public DurationExpression? Offset { get; init; }

    public AtModifier At { get; init; }

    public RangeEdges Edges { get; init; }

    public override ExpressionType Type => ExpressionType.InstantVector;

    public override IReadOnlyList<Expression> Children => [];
}
