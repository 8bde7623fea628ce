namespace Heed.Monitoring.Reports;

/// <summary>The current window of drift: the last closed one or, while none has closed, the open one.</summary>
/// <param name="Closed">Windows closed so far.</param>
/// <param name="Needed">Records that a window needs before it says anything.</param>
/// <param name="PredictionPsi">PSI of the answers against the baseline; null without enough data, or when the window is outdated.</param>
/// <param name="Cause">Why nothing is compared with the baseline, and since when; null where something is.</param>
public sealed record WindowReport(
    long Closed, long N, long Needed, long? FromMs, long? ToMs, double? PredictionPsi, string? Cause);
