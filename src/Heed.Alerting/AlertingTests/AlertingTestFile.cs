namespace Heed.Alerting.AlertingTests;

/// <summary>A file of tests of people's own routing and escalation. Paths are as written, relative to the file.</summary>
/// <param name="Alertmanager">The Alertmanager file that is tested.</param>
/// <param name="OnCall">The on-call file that is tested; empty for none.</param>
public sealed record AlertingTestFile(string Alertmanager, string OnCall, IReadOnlyList<AlertingTestCase> Tests);
