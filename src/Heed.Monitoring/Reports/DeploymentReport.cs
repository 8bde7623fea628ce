namespace Heed.Monitoring.Reports;

/// <summary>One deployment that an event told of.</summary>
public sealed record DeploymentReport(long TimeMs, string Version, string Note);
