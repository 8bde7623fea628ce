namespace Heed.Storage;

/// <summary>Why a sample was not taken.</summary>
public enum RefusalReason
{
    /// <summary>The series has this very sample already.</summary>
    Duplicate,

    /// <summary>The series has another value at this time.</summary>
    Conflict,

    /// <summary>Older than the newest sample of its series.</summary>
    OutOfOrder,

    /// <summary><see cref="StoreOptions.MaxSeries"/> is reached and the series is new.</summary>
    SeriesLimit,

    /// <summary><see cref="StoreOptions.MaxSeriesPerMetric"/> is reached and the series is new.</summary>
    MetricSeriesLimit,

    /// <summary>More labels than <see cref="StoreOptions.MaxLabels"/>.</summary>
    LabelCountLimit,

    /// <summary>A label name longer than <see cref="StoreOptions.MaxLabelNameLength"/>.</summary>
    LabelNameLimit,

    /// <summary>A label value longer than <see cref="StoreOptions.MaxLabelValueLength"/>.</summary>
    LabelValueLimit,

    /// <summary>A label with half of a surrogate pair: UTF-8 cannot hold it, so it would come back as another series.</summary>
    LabelNotUnicode,

    /// <summary>Commits fail and <see cref="StoreOptions.MaxUncommittedBytes"/> wait for the disk.</summary>
    UncommittedLimit,
}
