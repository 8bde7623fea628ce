namespace Heed.Monitoring.Outcomes;

/// <summary>A label whose prediction has not arrived.</summary>
/// <param name="TimeMs">Event time of the label.</param>
/// <param name="Answer">As <see cref="PendingPrediction.Answer"/>.</param>
/// <param name="Class">As <see cref="PendingPrediction.LabelClass"/>.</param>
internal readonly record struct WaitingLabel(long TimeMs, ulong Answer, ushort Class);
