namespace Heed.Query.Execution;

/// <summary>
/// A node of the running query. It knows its series before it reads a sample of them; the column of each is computed when
/// asked for, into a buffer of the caller. Callers ask for each series once wherever they can: every call reads anew.
/// A scalar is one series without labels that has a value at every step.
/// </summary>
internal abstract class Operator(StepGrid grid)
{
    public StepGrid Grid => grid;

    public abstract OutputSeries[] Series { get; }

    /// <summary>Fills the whole column, <see cref="Column.Nothing"/> where the series has no value.</summary>
    public abstract void Fill(int series, Column target);

    /// <summary>
    /// The series in the order of the result, where the operator has a say in it; else null. Asked for once all is filled.
    /// </summary>
    public virtual int[]? Order() => null;

    /// <summary>Values of a one-series operator: a scalar's, step by step.</summary>
    public Column FillScalar()
    {
        Column column = new(Grid.Count);
        Fill(0, column);
        return column;
    }
}
