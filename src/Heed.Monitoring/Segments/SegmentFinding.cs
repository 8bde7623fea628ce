namespace Heed.Monitoring.Segments;

/// <summary>A part of the labelled predictions on which the model does worse than on the rest.</summary>
/// <param name="Segment">In words: <c>region south</c>, or <c>region south and income 1.2 to 3.4</c>.</param>
/// <param name="N">Sampled labelled predictions in it.</param>
/// <param name="Excess">
/// How much worse: the share of wrong answers (of a regression the mean absolute error) in it less that of the rest, after what the
/// baseline taught to expect of each record is taken off.
/// </param>
/// <param name="Lower">Of the 95 % interval of <paramref name="Excess"/>.</param>
/// <param name="Upper">Of the 95 % interval of <paramref name="Excess"/>.</param>
/// <param name="PValue">Adjusted for all segments that were searched.</param>
public sealed record SegmentFinding(string Segment, int N, double Excess, double Lower, double Upper, double PValue);
