using Heed.Query.Printing;

namespace Heed.Query.Syntax;

/// <summary>A node of the syntax tree. Immutable; a checked tree has the types that its operators ask for.</summary>
public abstract record Expression(SourceSpan Span)
{
    public abstract ExpressionType Type { get; }

    /// <summary>The direct operands, in the order of the text.</summary>
    public abstract IReadOnlyList<Expression> Children { get; }

    /// <summary>This node and every node under it, parents first.</summary>
    public IEnumerable<Expression> DescendantsAndSelf()
    {
        Stack<Expression> pending = new([this]);
        while (pending.TryPop(out Expression? next))
        {
            yield return next;
            for (int i = next.Children.Count - 1; i >= 0; i--) pending.Push(next.Children[i]);
        }
    }

    /// <summary>The instant selectors in the expression, those of range vectors included.</summary>
    public IEnumerable<VectorSelector> Selectors() => DescendantsAndSelf().OfType<VectorSelector>();

    /// <summary>Without the parentheses around it.</summary>
    public Expression Unwrap()
    {
        Expression inner = this;
        while (inner is ParenthesizedExpression parentheses) inner = parentheses.Inner;
        return inner;
    }

    /// <summary>Canonical PromQL: reads back as the same tree.</summary>
    public sealed override string ToString() => ExpressionPrinter.Print(this);
}
