namespace Heed.Server.Backtests;

/// <summary>One threshold and hold duration, and how its alerts would have done.</summary>
public sealed record TuningTrial(double Threshold, TimeSpan HoldDuration, IncidentScore Score);
