using System.Globalization;
using System.Text;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Query.Syntax;

namespace Heed.Query.Printing;

/// <summary>Syntax trees as canonical PromQL: one line, one space around operators, names quoted only where they must be.</summary>
internal static class ExpressionPrinter
{
    public static string Print(Expression expression)
    {
        StringBuilder target = new();
        Append(target, expression);
        return target.ToString();
    }

    private static void Append(StringBuilder target, Expression expression)
    {
        switch (expression)
        {
            case NumberLiteral number: AppendNumber(target, number); break;
            case StringLiteral text: Quoting.AppendQuoted(target, text.Value); break;
            case ParenthesizedExpression parentheses: AppendList(target, [parentheses.Inner]); break;
            case UnaryExpression unary: AppendUnary(target, unary); break;
            case VectorSelector selector: AppendSelector(target, selector, null); break;
            case RangeSelector range: AppendSelector(target, range.Selector, range.Range); break;
            case SubqueryExpression subquery: AppendSubquery(target, subquery); break;
            case BinaryExpression binary: AppendBinary(target, binary); break;
            case AggregateExpression aggregate: AppendAggregate(target, aggregate); break;
            case CallExpression call:
                target.Append(call.Function.Name);
                AppendList(target, call.Arguments);
                break;
            default: throw new InvalidOperationException($"expected a node of the language, found {expression.GetType().Name}");
        }
    }

    private static void AppendNumber(StringBuilder target, NumberLiteral number)
    {
        double milliseconds = number.Value * 1000;
        bool whole = number.IsDuration && milliseconds == Math.Truncate(milliseconds);
        target.Append(
            whole ? PrometheusDuration.Format(TimeSpan.FromMilliseconds((long)milliseconds)) : GoNumber.FormatShort(number.Value));
    }

    private static void AppendUnary(StringBuilder target, UnaryExpression unary)
    {
        target.Append(unary.Negative ? '-' : '+');
        Append(target, unary.Operand);
    }

    private static void AppendList(StringBuilder target, IReadOnlyList<Expression> items)
    {
        target.Append('(');
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) target.Append(", ");
            Append(target, items[i]);
        }

        target.Append(')');
    }

    private static void AppendSelector(StringBuilder target, VectorSelector selector, DurationExpression? range)
    {
        bool plainName = selector.Name.Length > 0 && Identifiers.IsMetricName(selector.Name) && !IsNumberWord(selector.Name);
        if (plainName) target.Append(selector.Name);
        List<string> parts = [];
        if (selector.Name.Length > 0 && !plainName) parts.Add(Quoting.Quote(selector.Name));
        LabelMatcher nameMatcher = LabelMatcher.Equal(LabelNames.MetricName, selector.Name);
        parts.AddRange(selector.Matchers.Where(m => selector.Name.Length == 0 || !m.Equals(nameMatcher)).Select(m => m.ToString()));
        if (parts.Count > 0) target.Append('{').AppendJoin(',', parts).Append('}');
        if (range is not null) target.Append('[').Append(range).Append(']');
        if (selector.Edges != RangeEdges.Plain) target.Append(selector.Edges == RangeEdges.Anchored ? " anchored" : " smoothed");
        AppendTime(target, selector.At, selector.Offset);
    }

    private static bool IsNumberWord(string name) =>
        name.Equals("inf", StringComparison.OrdinalIgnoreCase) || name.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static void AppendSubquery(StringBuilder target, SubqueryExpression subquery)
    {
        Append(target, subquery.Inner);
        target.Append('[').Append(subquery.Range).Append(':').Append(subquery.Step).Append(']');
        AppendTime(target, subquery.At, subquery.Offset);
    }

    private static void AppendTime(StringBuilder target, AtModifier at, DurationExpression? offset)
    {
        if (at.Anchor == TimeAnchor.Timestamp) target.Append(CultureInfo.InvariantCulture, $" @ {at.TimeMs / 1000m:0.000}");
        else if (at.Anchor != TimeAnchor.None) target.Append(at.Anchor == TimeAnchor.Start ? " @ start()" : " @ end()");
        if (offset is not null) target.Append(" offset ").Append(DurationPrinter.PrintOperand(offset));
    }

    private static void AppendBinary(StringBuilder target, BinaryExpression binary)
    {
        Append(target, binary.Left);
        target.Append(' ').Append(binary.Operator.Text());
        if (binary.ReturnBool) target.Append(" bool");
        if (binary.Matching is { } matching) AppendMatching(target, matching);
        target.Append(' ');
        Append(target, binary.Right);
    }

    private static void AppendMatching(StringBuilder target, VectorMatching matching)
    {
        bool grouped = matching.Cardinality is MatchCardinality.ManyToOne or MatchCardinality.OneToMany;
        if (matching.On || matching.Labels.Count > 0 || grouped)
        {
            AppendLabels(target.Append(matching.On ? " on " : " ignoring "), matching.Labels);
        }

        if (grouped)
        {
            target.Append(matching.Cardinality == MatchCardinality.ManyToOne ? " group_left " : " group_right ");
            AppendLabels(target, matching.Include);
        }

        if (matching.FillLeft is { } both && both.Equals(matching.FillRight)) target.Append($" fill ({GoNumber.FormatShort(both)})");
        else
        {
            if (matching.FillLeft is { } left) target.Append($" fill_left ({GoNumber.FormatShort(left)})");
            if (matching.FillRight is { } right) target.Append($" fill_right ({GoNumber.FormatShort(right)})");
        }
    }

    private static void AppendAggregate(StringBuilder target, AggregateExpression aggregate)
    {
        target.Append(aggregate.Operator.Name());
        if (aggregate.Without || aggregate.Grouping.Count > 0)
        {
            AppendLabels(target.Append(aggregate.Without ? " without " : " by "), aggregate.Grouping);
            target.Append(' ');
        }

        AppendList(target, aggregate.Children);
    }

    private static void AppendLabels(StringBuilder target, IReadOnlyList<string> names) =>
        target.Append('(').AppendJoin(", ", names.Select(n => Identifiers.IsLabelName(n) ? n : Quoting.Quote(n))).Append(')');
}
