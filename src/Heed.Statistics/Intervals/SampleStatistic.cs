namespace Heed.Statistics.Intervals;

/// <summary>A number computed from a sample whose order does not matter.</summary>
public delegate double SampleStatistic(ReadOnlySpan<double> sample);
