using Heed.Ingest.Files;

namespace Heed.Ingest.Tables;

/// <summary>One format of tables.</summary>
internal interface ITableSource : IDisposable
{
    IReadOnlyList<string> Columns { get; }

    /// <summary>What each of <see cref="Columns"/> means by its name.</summary>
    IReadOnlyList<RowColumn> Meanings { get; }

    long BytesRead { get; }

    /// <summary>Hands every row to one of the lanes and gives each lane's tally. A lane is called by one thread at a time.</summary>
    IReadOnlyList<RowTally> Read(IReadOnlyList<TableRowHandler> lanes, IProgress<long>? progress, CancellationToken cancellation);
}
