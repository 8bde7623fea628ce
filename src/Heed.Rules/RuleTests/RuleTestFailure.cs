namespace Heed.Rules.RuleTests;

/// <summary>A test that did not find what it expected.</summary>
/// <param name="Test">The test's name; may be empty.</param>
/// <param name="Line">Of the expectation; of the test where a rule failed.</param>
/// <param name="Subject">The alert, expression or rule.</param>
/// <param name="At">Behind the start.</param>
/// <param name="Problem">What went wrong where nothing could be compared; else null.</param>
/// <param name="Missing">Expected and not got.</param>
/// <param name="Unexpected">Got and not expected.</param>
public sealed record RuleTestFailure(
    string Test,
    int Line,
    string Subject,
    TimeSpan At,
    string? Problem,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected);
