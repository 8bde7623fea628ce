using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>
/// Reads the rows of a file of events or of a CSV file, plain or gzip, before any schema exists. Outcomes that come as events
/// of their own are rows of their own: joining them is the consumer's part.
/// </summary>
public sealed class RowReader : IDisposable
{
    private readonly string _file;
    private readonly IRowSource _source;

    private RowReader(string file, RowFormat format, IRowSource source)
    {
        _file = file;
        Format = format;
        _source = source;
    }

    /// <summary>What the file turned out to be.</summary>
    public RowFormat Format { get; }

    /// <summary>What the last step found wrong; null unless it was <see cref="RowStep.Problem"/>.</summary>
    public RowProblem? Problem { get; private set; }

    /// <summary>Bytes of the file that were read, before decompression.</summary>
    public long BytesRead => _source.BytesRead;

    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static RowReader Open(string path, RowOptions options)
    {
        RowFormat format = options.Format == RowFormat.Detect ? FormatSniffer.Find(path) : options.Format;
        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        IRowSource source = format == RowFormat.Csv ? new CsvRows(stream, options) : new EventRows(stream, options);
        return new RowReader(path, format, source);
    }

    /// <summary>Fills the row with the next one of the file.</summary>
    public RowStep Next(RawRow row)
    {
        row.Clear();
        Problem = null;
        string? message = null;
        if (!_source.Next(row, ref message)) return RowStep.End;
        if (message is null) return RowStep.Row;
        Problem = new RowProblem(_file, row.Line, message);
        return RowStep.Problem;
    }

    public void Dispose() => _source.Dispose();
}
