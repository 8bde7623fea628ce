using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms;

/// <summary>
/// The selectors of whose histograms a query only ever needs count and sum: those below <c>histogram_count</c>,
/// <c>histogram_sum</c> or <c>histogram_avg</c>, with nothing on the way up that looks into buckets. Subqueries do, as resets
/// between their steps show in buckets only.
/// </summary>
internal static class StatisticsSelectors
{
    /// <summary>By reference: an expression may say the same twice.</summary>
    public static HashSet<VectorSelector> Find(Expression root)
    {
        HashSet<VectorSelector> found = new(ReferenceEqualityComparer.Instance);
        Visit(root, below: false, found);
        return found;
    }

    private static void Visit(Expression expression, bool below, HashSet<VectorSelector> found)
    {
        switch (expression)
        {
            case SubqueryExpression: return;
            case BinaryExpression { Operator: BinaryOperator.TrimLower or BinaryOperator.TrimUpper }: return;
            case CallExpression { Function.Name: "histogram_quantile" or "histogram_quantiles" or "histogram_fraction" }: return;
            case CallExpression { Function.Name: "histogram_count" or "histogram_sum" or "histogram_avg" }: below = true; break;
            case VectorSelector selector when below: found.Add(selector); return;
            case RangeSelector range when below: found.Add(range.Selector); return;
        }

        foreach (Expression child in expression.Children) Visit(child, below, found);
    }
}
