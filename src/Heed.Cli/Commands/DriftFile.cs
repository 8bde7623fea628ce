using Heed.Ingest.Files;
using Heed.Ingest.Tables;
using Heed.Model.Parsing;
using Heed.Monitoring.Drift;

namespace Heed.Cli.Commands;

/// <summary>One file of a comparison, read into a profile.</summary>
/// <param name="Left">Columns that are not compared because they tell rows apart or date them.</param>
internal sealed record DriftFile(TableProfile Profile, TableSummary Summary, IReadOnlyList<string> Left)
{
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static ParseResult<DriftFile> Read(
        string path, TableSelection selection, IProgress<long>? progress, CancellationToken cancellation)
    {
        ParseResult<TableReader> opened = TableReader.Open(path, new TableOptions());
        if (!opened.IsSuccess) return ParseResult<DriftFile>.Failure(opened.Error);
        using TableReader reader = opened.Value;
        TableSelection before = selection with { Excluded = [.. selection.Excluded, .. LeftOut(reader, selection)] };
        TableTally[] tallies = [.. Enumerable.Range(0, TableReader.Lanes).Select(_ => new TableTally(reader.Columns, before))];
        TableSummary summary = reader.Read([.. tallies.Select(t => (TableRowHandler)t.Add)], progress, cancellation);
        if (summary.Rows == 0)
        {
            string why = summary.Problems.Count > 0 ? summary.Problems[0].ToString() : $"{path}: expected rows, found none";
            return ParseResult<DriftFile>.Failure(why);
        }

        // The columns of a JSON file are known only now.
        string[] left = [.. LeftOut(reader, selection)];
        TableSelection after = selection with { Excluded = [.. selection.Excluded, .. left] };
        TableProfile profile = TableProfile.Of(Path.GetFileName(path), reader.Columns, tallies, after);
        return ParseResult<DriftFile>.Success(new DriftFile(profile, summary, left));
    }

    /// <summary>Identifiers and times, unless they were asked for.</summary>
    private static IEnumerable<string> LeftOut(TableReader reader, TableSelection selection)
    {
        IReadOnlyList<RowColumn> meanings = reader.Meanings;
        for (int i = 0; i < meanings.Count; i++)
        {
            string name = reader.Columns[i];
            if (meanings[i] is RowColumn.Id or RowColumn.Time && !selection.Columns.Contains(name)) yield return name;
        }
    }
}
