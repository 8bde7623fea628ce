using Heed.Ingest.Files;
using Heed.Model.Parsing;

namespace Heed.Ingest.Tables;

/// <summary>
/// Reads all rows of a file as columns of values, as fast as the machine parses: CSV, NDJSON of flat objects, or Heed's events, each
/// plain or gzip. What a value is, a number, a text or nothing, is found as <see cref="RowReader"/> finds it. Rows of CSV go to several
/// lanes by blocks, in turn, so that which lane gets a row depends on the file alone.
/// </summary>
public sealed class TableReader : IDisposable
{
    /// <summary>Lanes that rows are dealt to: threads that parse side by side.</summary>
    public const int Lanes = 4;

    private readonly string _path;
    private readonly TableOptions _options;
    private readonly ITableSource _source;

    private TableReader(string path, TableOptions options, ITableSource source)
    {
        _path = path;
        _options = options;
        _source = source;
    }

    /// <summary>The columns' names by number. Those of a JSON file become known as rows bring them.</summary>
    public IReadOnlyList<string> Columns => _source.Columns;

    /// <summary>What each column means by its name.</summary>
    public IReadOnlyList<RowColumn> Meanings => _source.Meanings;

    /// <summary>The error says what is wrong with the file's beginning.</summary>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static ParseResult<TableReader> Open(string path, TableOptions options)
    {
        if (FormatSniffer.Find(path) == RowFormat.Events)
        {
            bool events = EventTable.IsOf(path);
            RowOptions rows = new() { Format = RowFormat.Events, MaxRowBytes = options.MaxRowBytes };
            ITableSource json = events ? new EventTable(RowReader.Open(path, rows), options) : new JsonTable(OpenFile(path), options);
            return ParseResult<TableReader>.Success(new TableReader(path, options, json));
        }

        CsvTable csv = new(OpenFile(path), options);
        if (csv.ReadHeader() is not { } problem) return ParseResult<TableReader>.Success(new TableReader(path, options, csv));
        csv.Dispose();
        return ParseResult<TableReader>.Failure(new RowProblem(path, 1, problem).ToString());
    }

    /// <param name="lanes">As many as <see cref="Lanes"/>, each called by one thread at a time.</param>
    /// <param name="progress">Told the bytes of the file that were read.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TableSummary Read(IReadOnlyList<TableRowHandler> lanes, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (lanes.Count != Lanes) throw new ArgumentException($"expected {Lanes} lanes, found {lanes.Count}", nameof(lanes));
        IReadOnlyList<RowTally> tallies = _source.Read(lanes, progress, cancellation);
        IEnumerable<RowProblem> problems = tallies.SelectMany(t => t.Problems)
            .OrderBy(p => p.Line)
            .Take(_options.ProblemsKept)
            .Select(p => new RowProblem(_path, p.Line, p.Message));
        return new TableSummary(tallies.Sum(t => t.Rows), tallies.Sum(t => t.BadRows), [.. problems]);
    }

    public void Dispose() => _source.Dispose();

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}
