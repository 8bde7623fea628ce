namespace Heed.Query.Execution;

/// <summary>The series of several operators, one after the other.</summary>
internal sealed class UnionOperator(Operator[] inputs) : Operator(inputs[0].Grid)
{
    public override OutputSeries[] Series { get; } = [.. inputs.SelectMany(i => i.Series)];

    public override void Fill(int series, Column target)
    {
        int at = 0;
        while (series >= inputs[at].Series.Length) series -= inputs[at++].Series.Length;
        target.ClearHistograms();
        inputs[at].Fill(series, target);
    }
}
