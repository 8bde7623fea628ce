using Heed.Query.Syntax;

namespace Heed.Conformance.Tests.Differential;

/// <summary>Two answers that differ, and what Heed answers as Prometheus 2.</summary>
internal sealed record DifferenceCase(DifferentialQuery Query, Expression Expression, Answer Mine, Answer Theirs, Answer AsPrometheus2)
{
    public bool SwitchSettlesIt => AsPrometheus2.DifferenceFrom(Theirs) is null;

    public bool Agrees(Func<double, double, bool> areSame) => Mine.DifferenceFrom(Theirs, areSame) is null;

    public bool Calls(params ReadOnlySpan<string> functions)
    {
        foreach (Expression part in Expression.DescendantsAndSelf())
        {
            if (part is CallExpression call && functions.Contains(call.Function.Name)) return true;
        }

        return false;
    }

    public bool Aggregates(params AggregationOperator[] operators) => Has<AggregateExpression>(a => operators.Contains(a.Operator));

    public bool Has<T>(Func<T, bool> condition)
        where T : Expression => Expression.DescendantsAndSelf().OfType<T>().Any(condition);
}
