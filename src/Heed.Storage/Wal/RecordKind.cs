namespace Heed.Storage.Wal;

/// <summary>What a record holds. The numbers are on disk.</summary>
internal enum RecordKind : byte
{
    /// <summary>Begins a log file: format version and the file's number.</summary>
    LogStart = 1,

    /// <summary>An id and its labels.</summary>
    Series = 2,

    /// <summary>Ids, times and values.</summary>
    Samples = 3,

    /// <summary>Begins a snapshot: format version, the first log file to replay behind it, the next free id.</summary>
    SnapshotStart = 4,

    /// <summary>An id and some of its chunks.</summary>
    Chunks = 5,

    /// <summary>Ends a snapshot: how many series it has.</summary>
    SnapshotEnd = 6,

    /// <summary>Samples that are late, or native histograms: an id, a time, what it is, and the sample, to the end.</summary>
    OtherSamples = 7,

    /// <summary>Matchers, a range of time, and the number of the first block that it does not concern.</summary>
    Deletion = 8,
}
