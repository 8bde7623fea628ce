namespace Heed.Alerting.AlertingTests;

/// <summary>All notices that should be sent between two times.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="From">Inclusive, after the test's start.</param>
/// <param name="To">Exclusive.</param>
public sealed record ExpectedWindow(int Line, TimeSpan From, TimeSpan To, IReadOnlyList<ExpectedNotice> Notices);
