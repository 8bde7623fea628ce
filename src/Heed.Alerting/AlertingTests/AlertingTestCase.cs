namespace Heed.Alerting.AlertingTests;

/// <summary>One story on a simulated clock, and what it should lead to.</summary>
/// <param name="Name">May be empty.</param>
/// <param name="StartMs">When it begins: time intervals and schedules depend on it.</param>
/// <param name="Steps">What happens, in order of time.</param>
/// <param name="Routes">Which receivers labels should lead to.</param>
/// <param name="Windows">What should be sent between times.</param>
public sealed record AlertingTestCase(
    string Name, long StartMs, IReadOnlyList<AlertingTestStep> Steps, IReadOnlyList<ExpectedRoute> Routes, IReadOnlyList<ExpectedWindow> Windows);
