namespace Heed.Query.Execution.Explaining;

/// <summary>An operator that is measured each time it is asked. Stands in the tree only where a query is to be explained.</summary>
internal sealed class ProfiledOperator(Operator inner, OperatorProfile profile, QueryProfile query) : Operator(inner.Grid)
{
    public override OutputSeries[] Series => inner.Series;

    public override int[]? Order() => inner.Order();

    public override void Fill(int series, Column target)
    {
        query.Enter(profile);
        try
        {
            inner.Fill(series, target);
        }
        finally
        {
            query.Leave(profile);
        }
    }
}
