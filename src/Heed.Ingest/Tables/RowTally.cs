namespace Heed.Ingest.Tables;

/// <summary>Rows read and refused by one lane. Lines come in ascending order.</summary>
internal sealed class RowTally(int problemsKept)
{
    private readonly List<(int Line, string Message)> _problems = [];

    public long Rows { get; set; }

    public long BadRows { get; private set; }

    public IReadOnlyList<(int Line, string Message)> Problems => _problems;

    public void Refuse(int line, string message)
    {
        BadRows++;
        if (_problems.Count < problemsKept) _problems.Add((line, message));
    }
}
