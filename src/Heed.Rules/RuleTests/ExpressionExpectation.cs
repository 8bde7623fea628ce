using Heed.Model.Labels;
using Heed.Query.Notation;

namespace Heed.Rules.RuleTests;

/// <summary>What an expression gives at a time.</summary>
/// <param name="At">Behind the start.</param>
/// <param name="Expected">In no order.</param>
public sealed record ExpressionExpectation(
    TimeSpan At, string Expression, int Line, IReadOnlyList<(LabelSet Labels, NotedSample Sample)> Expected);
