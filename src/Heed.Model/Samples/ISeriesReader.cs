using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>
/// The gate through which queries read series: the embedded store, a remote one, or a list in a test. Times are inclusive at
/// both ends. Safe to call from any thread while samples are appended.
/// </summary>
public interface ISeriesReader
{
    /// <summary>The series that satisfy every matcher and may have samples in the range, ordered by labels.</summary>
    IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation);

    /// <summary>The label names of the series that <see cref="Select"/> would find, ordered.</summary>
    IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation);

    /// <summary>The values of one label over the series that <see cref="Select"/> would find, ordered, without the empty one.</summary>
    IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation);
}
