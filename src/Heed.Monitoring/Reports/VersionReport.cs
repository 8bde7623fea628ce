namespace Heed.Monitoring.Reports;

/// <summary>Requests that one version of the model answered.</summary>
public sealed record VersionReport(string Version, long Requests);
