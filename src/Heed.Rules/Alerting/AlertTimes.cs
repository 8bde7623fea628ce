namespace Heed.Rules.Alerting;

/// <summary>The durations that an alert's states depend on, in milliseconds.</summary>
/// <param name="HoldMs">How long the condition has to hold before the alert fires.</param>
/// <param name="KeepFiringMs">How long a firing alert outlives its condition.</param>
/// <param name="RetentionMs">How long a resolved alert is shown.</param>
internal readonly record struct AlertTimes(long HoldMs, long KeepFiringMs, long RetentionMs);
