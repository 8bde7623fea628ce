namespace Heed.Monitoring.Quality;

/// <summary>What all figures of quality of one set of labelled records are computed from.</summary>
internal readonly record struct QualityFigures(QualitySums Sums, OutcomeTally Tally);
