using System.Runtime.InteropServices;

namespace Heed.Monitoring.Outcomes;

/// <summary>A label whose prediction has not arrived. Packed, because it is saved as its bytes.</summary>
/// <param name="TimeMs">Event time of the label.</param>
/// <param name="Answer">As <see cref="PendingPrediction.Answer"/>.</param>
/// <param name="Class">As <see cref="PendingPrediction.LabelClass"/>.</param>
/// <param name="IsReview">Whether a person who was asked gave it.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct WaitingLabel(long TimeMs, ulong Answer, ushort Class, bool IsReview);
