using System.Collections.Concurrent;

using Heed.Ingest.Events;
using Heed.Ingest.Files;

namespace Heed.Ingest.Tables;

/// <summary>
/// A CSV file by blocks: the caller's thread cuts blocks and deals them out in turn, each lane parses its own. What waits is bounded: one
/// block a lane, beside the one that it parses.
/// </summary>
internal sealed class CsvTable(Stream stream, TableOptions options) : ITableSource
{
    private readonly BodySource _source = new(stream, BodyCompression.Detect);
    private readonly ConcurrentBag<CsvBlock> _free = [];
    private CsvBlocks? _blocks;
    private CsvBlock _first = new(0);

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public IReadOnlyList<RowColumn> Meanings { get; private set; } = [];

    public long BytesRead => _source.InputBytes;

    /// <summary>Null, or what is wrong with the header.</summary>
    public string? ReadHeader()
    {
        _blocks = new CsvBlocks(_source, options.MaxRowBytes);
        _first = new CsvBlock(options.BlockBytes);
        if (!_blocks.TryRead(_first)) return _blocks.Problem ?? "expected a header row, found an empty file";
        int blank = _first.Rows.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (blank < 0) return "expected a header row, found an empty file";
        ReadOnlySpan<byte> rows = _first.Rows[blank..];
        int stop = CsvRowEnd.Find(rows, _blocks.Separator, out bool inQuotes);
        if (inQuotes) return "expected a closing quote in the header, found none";
        int length = stop < 0 ? rows.Length : stop;
        CsvFields fields = new();
        fields.Split(rows[..length].TrimEnd((byte)'\r'), _blocks.Separator);
        string[] names = new string[fields.Count];
        for (int i = 0; i < names.Length; i++) names[i] = CsvHeader.Name(fields.Field(i), i);
        if (CsvHeader.Check(names) is { } problem) return problem;
        _first.Start = Math.Min(_first.End, blank + length + 1);
        _first.Line += _first.Bytes.AsSpan(0, _first.Start).Count((byte)'\n');
        Columns = names;
        Meanings = UsualColumns.Meanings(names, new RowOptions());
        return null;
    }

    public IReadOnlyList<RowTally> Read(IReadOnlyList<TableRowHandler> lanes, IProgress<long>? progress, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        RowTally[] tallies = [.. lanes.Select(_ => new RowTally(options.ProblemsKept))];
        BlockingCollection<CsvBlock>[] queues = [.. lanes.Select(_ => new BlockingCollection<CsvBlock>(1))];
        Task[] parsing = [.. lanes.Select((handler, i) => Task.Run(() => Parse(queues[i], handler, tallies[i], stop), CancellationToken.None))];
        try
        {
            Deal(queues, progress, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A lane has failed; waiting for it tells why.
        }
        finally
        {
            foreach (BlockingCollection<CsvBlock> queue in queues) queue.CompleteAdding();
        }

        Task.WhenAll(parsing).GetAwaiter().GetResult();
        foreach (BlockingCollection<CsvBlock> queue in queues) queue.Dispose();
        if (_blocks!.Problem is not { } problem) return tallies;
        RowTally end = new(options.ProblemsKept);
        end.Refuse(_blocks.ProblemLine, problem);
        return [.. tallies, end];
    }

    public void Dispose()
    {
        _source.Dispose();
        stream.Dispose();
    }

    private void Deal(BlockingCollection<CsvBlock>[] queues, IProgress<long>? progress, CancellationToken stop)
    {
        CsvBlock block = _first;
        int lane = 0;
        do
        {
            queues[lane].Add(block, stop);
            lane = (lane + 1) % queues.Length;
            progress?.Report(BytesRead);
            if (!_free.TryTake(out block!)) block = new CsvBlock(options.BlockBytes);
        }
        while (_blocks!.TryRead(block));
    }

    private void Parse(BlockingCollection<CsvBlock> blocks, TableRowHandler handler, RowTally tally, CancellationTokenSource stop)
    {
        CsvRowParser parser = new(Columns.Count, _blocks!.Separator, options.MaxRowBytes, handler, tally);
        try
        {
            foreach (CsvBlock block in blocks.GetConsumingEnumerable(stop.Token))
            {
                parser.Parse(block);
                _free.Add(block);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader or another lane has stopped, and says why.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
