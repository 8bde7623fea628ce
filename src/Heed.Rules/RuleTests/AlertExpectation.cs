namespace Heed.Rules.RuleTests;

/// <summary>The alerts of one name that fire at a time.</summary>
/// <param name="At">Behind the start.</param>
/// <param name="Expected">In no order.</param>
public sealed record AlertExpectation(TimeSpan At, string AlertName, int Line, IReadOnlyList<ExpectedAlert> Expected);
