using Heed.Query.Syntax;

namespace Heed.Query.Execution.Binary;

/// <summary>
/// <c>and</c>, <c>or</c> and <c>unless</c>: series stay or go by the presence of partners on the other side, step by step.
/// </summary>
internal sealed class SetOperator : Operator
{
    private readonly BinaryOperator _op;
    private readonly Operator _left;
    private readonly Operator _right;
    private readonly Column _other;
    private readonly MatchGroup[] _groupOfOutput;
    private readonly Dictionary<MatchGroup, bool[]> _presence = [];

    public SetOperator(QueryContext context, BinaryExpression expression, Operator left, Operator right)
        : base(left.Grid)
    {
        _op = expression.Operator;
        _left = left;
        _right = right;
        _other = new Column(left.Grid.Count);
        bool both = _op == BinaryOperator.Or;
        Series = both ? [.. left.Series, .. right.Series] : left.Series;
        _groupOfOutput = new MatchGroup[Series.Length];
        foreach (MatchGroup group in MatchGroup.Build(context, new MatchSignature(expression.Matching!), left.Series, right.Series))
        {
            foreach (int i in group.Left) _groupOfOutput[i] = group;
            if (!both) continue;
            foreach (int i in group.Right) _groupOfOutput[left.Series.Length + i] = group;
        }
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        int own = _left.Series.Length;
        target.ClearHistograms();
        if (series >= own)
        {
            _right.Fill(series - own, target);
            Mask(target, PresenceOf(_groupOfOutput[series], ofLeft: true), keepPresent: false);
            return;
        }

        _left.Fill(series, target);
        if (_op != BinaryOperator.Or)
        {
            Mask(target, PresenceOf(_groupOfOutput[series], ofLeft: false), keepPresent: _op == BinaryOperator.And);
        }
    }

    private static void Mask(Column target, bool[] present, bool keepPresent)
    {
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (present[step] != keepPresent) values[step] = Column.Nothing;
        }
    }

    /// <summary>At which steps any series of one side of the group has a value.</summary>
    private bool[] PresenceOf(MatchGroup group, bool ofLeft)
    {
        if (_presence.TryGetValue(group, out bool[]? present)) return present;
        present = new bool[Grid.Count];
        foreach (int member in ofLeft ? group.Left : group.Right)
        {
            (ofLeft ? _left : _right).Fill(member, _other);
            for (int step = 0; step < present.Length; step++) present[step] |= !Column.IsNothing(_other.Values[step]);
        }

        _presence.Add(group, present);
        return present;
    }
}
