namespace Heed.Query.Results;

/// <summary>What a query cost, and where. A query that failed has what was done before.</summary>
/// <param name="Elapsed">From the plan to the result, printing not included.</param>
/// <param name="SeriesSelected">By all selectors together.</param>
/// <param name="SamplesRead">Stored samples that were decoded, each as often as it was.</param>
/// <param name="PeakSamples">The most samples and results that were held at a time: what <c>MaxSamples</c> limits.</param>
/// <param name="AllocatedBytes">On the query's thread.</param>
/// <param name="Root">Null where the query is a text, or failed before it had a plan.</param>
public sealed record QueryExplanation(
    TimeSpan Elapsed, int SeriesSelected, long SamplesRead, long PeakSamples, long AllocatedBytes, OperatorReport? Root);
