namespace Heed.Monitoring.Reports;

/// <summary>The model's own earlier weeks as the reference of inputs and answers.</summary>
/// <param name="Weeks">How many are looked back on; 0 where the baseline alone is the reference.</param>
/// <param name="Seen">In how many of them the hour of the week that is open has records; the baseline stands in for the others.</param>
public sealed record ReferenceReport(int Weeks, int Seen);
