using Heed.Storage.Chunks;
using Heed.Storage.Deletions;
using Heed.Storage.Wal;

namespace Heed.Storage.Head;

/// <summary>Writes the series and their chunks into one file, beside the one that it then replaces.</summary>
internal static class HeadSnapshot
{
    private const int WriteBytes = 1 << 20;

    /// <summary>A record of chunks ends here: damage costs one series this much.</summary>
    private const int FullRecordBytes = 16 << 10;

    /// <param name="files">Where the snapshot goes.</param>
    /// <param name="create">Makes a new file.</param>
    /// <param name="start">What comes before the series.</param>
    /// <param name="series">
    /// They may grow meanwhile. Samples that come both in the snapshot and in the log are told apart by their times.
    /// </param>
    /// <exception cref="IOException">The snapshot before this one stays in place.</exception>
    public static void Write(
        StoreFiles files, Func<string, IDurableFile> create, in HeadSnapshotStart start, IReadOnlyList<HeadSeries> series)
    {
        File.Delete(files.UnfinishedSnapshotPath);
        using (IDurableFile file = create(files.UnfinishedSnapshotPath))
        {
            WriteRecords(file, start, series);
            file.Flush();
        }

        File.Move(files.UnfinishedSnapshotPath, files.SnapshotPath, overwrite: true);
        FolderSync.Flush(files.Directory);
    }

    private static void WriteRecords(IDurableFile file, in HeadSnapshotStart start, IReadOnlyList<HeadSeries> all)
    {
        RecordBuffer buffer = new();
        long offset = 0;
        buffer.Begin(RecordKind.SnapshotStart);
        buffer.AddByte(StoreFiles.FormatVersion);
        buffer.AddVarint((ulong)start.ReplayFrom);
        buffer.AddVarint((ulong)start.NextId);
        buffer.End();
        foreach (Deletion deletion in start.Deletions) deletion.WriteTo(buffer);
        List<HeadChunk> chunks = [];
        foreach (HeadSeries series in all)
        {
            chunks.Clear();
            series.CopyChunks(chunks);
            PendingRecords.WriteDefinition(buffer, series);
            AddChunks(buffer, series.Id, chunks);
            if (buffer.Length < WriteBytes) continue;
            WriteOut(file, buffer, ref offset);
        }

        buffer.Begin(RecordKind.SnapshotEnd);
        buffer.AddVarint((ulong)all.Count);
        buffer.End();
        WriteOut(file, buffer, ref offset);
    }

    private static void WriteOut(IDurableFile file, RecordBuffer buffer, ref long offset)
    {
        file.Write(buffer.Written, offset);
        offset += buffer.Length;
        buffer.Clear();
    }

    private static void AddChunks(RecordBuffer buffer, int id, List<HeadChunk> chunks)
    {
        bool isOpen = false;
        foreach ((Chunk chunk, HeadPart part) in chunks)
        {
            if (!isOpen)
            {
                buffer.Begin(RecordKind.Chunks);
                buffer.AddVarint((ulong)id);
                isOpen = true;
            }

            buffer.AddByte((byte)part);
            buffer.AddByte((byte)chunk.Kind);
            buffer.AddVarint((ulong)chunk.Count);
            buffer.AddSigned(chunk.FirstTimeMs);
            buffer.AddSigned(chunk.LastTimeMs);
            buffer.AddVarint((ulong)chunk.Data.Length);
            buffer.AddBytes(chunk.Data);
            if (buffer.PayloadBytes < FullRecordBytes) continue;
            buffer.End();
            isOpen = false;
        }

        if (isOpen) buffer.End();
    }
}
