using Heed.Model.Labels;
using Heed.Query.Notation;

namespace Heed.Rules.RuleTests;

/// <summary>One test: series, and what rules and expressions make of them.</summary>
public sealed record RuleTestCase
{
    /// <summary>May be empty.</summary>
    public required string Name { get; init; }

    public required int Line { get; init; }

    /// <summary>Between two values of a series.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The time of the first values, Unix milliseconds.</summary>
    public required long StartMs { get; init; }

    public required LabelSet ExternalLabels { get; init; }

    public required string ExternalUrl { get; init; }

    public required IReadOnlyList<(LabelSet Labels, IReadOnlyList<NotedSample?> Values)> Series { get; init; }

    public required IReadOnlyList<AlertExpectation> Alerts { get; init; }

    public required IReadOnlyList<ExpressionExpectation> Expressions { get; init; }

    /// <summary>Behind the start; the rules are evaluated until then.</summary>
    public TimeSpan Length =>
        Alerts.Select(a => a.At).Concat(Expressions.Select(e => e.At)).DefaultIfEmpty(TimeSpan.Zero).Max();
}
