using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>Reads every record of a log file or a snapshot.</summary>
internal static class RecordFileCheck
{
    /// <param name="path">Where the file lies.</param>
    /// <param name="name">What it is called in reports.</param>
    /// <param name="kind">A log or a snapshot.</param>
    /// <param name="defined">The ids that files before it define; gets those of this one.</param>
    /// <param name="damages">Gets the damaged places.</param>
    /// <param name="mayGrow">Whether the file is written right now: its last record may be there in part.</param>
    /// <param name="cancellation">Looked at once a record.</param>
    /// <exception cref="IOException">The file cannot be read, or is gone.</exception>
    /// <exception cref="InvalidDataException">Another version wrote the file.</exception>
    public static (StoreFile File, long OrphanSamples) Read(
        string path,
        string name,
        StoreFileKind kind,
        HashSet<int> defined,
        DamageList damages,
        bool mayGrow,
        CancellationToken cancellation)
    {
        int before = damages.Count;
        RecoveryLosses losses = new();
        RecordTally tally = new(defined);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        RecordReader reader = new(file, name, losses);
        while (reader.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            if (tally.Apply(name, reader.Kind, reader.Payload)) continue;
            losses.AddDamage(
                name, reader.RecordOffset, RecordBuffer.FrameBytes + reader.PayloadLength, $"expected a record {reader.Kind}, found other bytes");
        }

        foreach (DamagedRecord damage in losses.Named)
        {
            bool isBeingWritten = mayGrow && damage.Offset + damage.LengthBytes >= file.Length;
            if (!isBeingWritten) damages.Add(name, damage.Offset, damage.LengthBytes, damage.Reason);
        }

        if (kind == StoreFileKind.Snapshot && damages.Count == before) CheckEnd(name, file.Length, tally, damages);
        StoreFile found = new(
            name, kind, file.Length, tally.Series, tally.Samples, tally.FirstTimeMs, tally.LastTimeMs, damages.Count - before);
        return (found, tally.OrphanSamples);
    }

    /// <summary>A snapshot that was cut between two records has no damaged byte, but no end either.</summary>
    private static void CheckEnd(string name, long length, RecordTally tally, DamageList damages)
    {
        if (tally.AnnouncedSeries == tally.Series) return;
        string found = tally.AnnouncedSeries is { } announced
            ? $"expected {announced} series, found {tally.Series}"
            : "expected the end of a snapshot, found the end of the file";
        damages.Add(name, length, 0, found);
    }
}
