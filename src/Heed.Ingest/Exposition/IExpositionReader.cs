using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Metadata;

namespace Heed.Ingest.Exposition;

/// <summary>
/// Reads one exposition, entry by entry, where it lies. Nothing is allocated for a sample whose labels nobody asks for: the caller
/// knows a series by <see cref="SeriesText"/> and reads labels once. One owner at a time.
/// </summary>
public interface IExpositionReader
{
    /// <summary>The bytes that name the series of the entry: the same bytes, the same series. Lasts until the next entry.</summary>
    ReadOnlySpan<byte> SeriesText { get; }

    /// <summary>Whether the entry's series is the one that the caller took for likely.</summary>
    bool IsLikely { get; }

    double Value { get; }

    /// <summary>Of an <see cref="ExpositionEntry.Histogram"/>.</summary>
    NativeHistogram? Histogram { get; }

    /// <summary>Unix milliseconds, where the source gives the entry a time of its own.</summary>
    long? TimeMs { get; }

    /// <summary>When the series' counter began, in Unix milliseconds; 0 where the entry does not say.</summary>
    long StartTimeMs { get; }

    /// <summary>
    /// Whether the sample is an OpenMetrics <c>_created</c> line: <see cref="StartTimeMs"/> then holds for the series of its family that
    /// have the same other labels. Prometheus keeps such lines as series of their own.
    /// </summary>
    bool IsCreatedLine { get; }

    /// <summary>Exemplars so far. They are checked, counted and not kept.</summary>
    long ExemplarCount { get; }

    /// <summary>What is wrong, after <see cref="ExpositionEntry.Broken"/> or where labels could not be read; else null.</summary>
    ExpositionError? Error { get; }

    /// <param name="likely">
    /// The <see cref="SeriesText"/> that probably comes next: where it does, it is compared and not taken apart. Empty for none.
    /// </param>
    ExpositionEntry Next(ReadOnlySpan<byte> likely = default);

    /// <summary>
    /// Adds the labels of the entry's series, with <see cref="LabelNames.MetricName"/>. False where they are no UTF-8 or repeat a name;
    /// <see cref="Error"/> then says so, and the body is broken.
    /// </summary>
    bool TryReadLabels(LabelSetBuilder target);

    /// <summary>What is known so far of the family that the last <see cref="ExpositionEntry.Metadata"/> names.</summary>
    MetricMetadata ReadMetadata();
}
