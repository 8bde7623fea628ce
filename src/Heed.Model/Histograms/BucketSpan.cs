namespace Heed.Model.Histograms;

/// <summary>A run of neighbouring buckets.</summary>
/// <param name="Offset">Of the first span: its first bucket's index. Of the others: the gap to the span before, never negative.</param>
/// <param name="Length">How many buckets the run has.</param>
public readonly record struct BucketSpan(int Offset, int Length);
