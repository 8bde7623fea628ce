namespace Heed.Alerting.AlertingTests;

/// <summary>An expectation that a test did not meet.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Test">The test's name.</param>
/// <param name="Subject">As <c>notices from 0s to 5m</c>.</param>
/// <param name="Missing">What was expected and did not come, a line each.</param>
/// <param name="Unexpected">What came and was not expected, a line each.</param>
public sealed record AlertingTestFailure(
    int Line, string Test, string Subject, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
