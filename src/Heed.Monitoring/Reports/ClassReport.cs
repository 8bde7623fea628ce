namespace Heed.Monitoring.Reports;

/// <summary>The share of one predicted class.</summary>
/// <param name="BaselineShare">0 for a class that the baseline does not predict.</param>
public sealed record ClassReport(string Class, double Share, double BaselineShare);
