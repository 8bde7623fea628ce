namespace Heed.Rules.RuleTests;

/// <summary>A file of unit tests for rules, in promtool's format.</summary>
/// <param name="RuleFiles">Patterns of paths, relative to the file's folder.</param>
/// <param name="EvaluationInterval">Between two evaluations of all groups.</param>
/// <param name="GroupOrder">Names of groups that are evaluated first, in this order.</param>
/// <param name="FuzzyCompare">Values may differ by one unit in the last place.</param>
public sealed record RuleTestFile(
    string File,
    IReadOnlyList<string> RuleFiles,
    TimeSpan EvaluationInterval,
    IReadOnlyList<string> GroupOrder,
    bool FuzzyCompare,
    IReadOnlyList<RuleTestCase> Tests);
