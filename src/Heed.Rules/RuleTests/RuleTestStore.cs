using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Rules.RuleTests;

/// <summary>Where the series of one test live: empty at its start, and let go at its end.</summary>
public sealed record RuleTestStore(ISeriesReader Reader, IHistogramSink Sink);
