namespace Heed.Query.Execution.Binary;

/// <summary>At which steps a side of a group has any value: where a fill value has to step in.</summary>
internal sealed class MatchPresence(Operator many, Operator one)
{
    private readonly Dictionary<MatchGroup, bool[]> _many = [];
    private readonly Dictionary<MatchGroup, bool[]> _one = [];
    private readonly Column _column = new(many.Grid.Count);

    public bool[] OfMany(MatchGroup group) => Of(_many, group, many, group.Left);

    public bool[] OfOne(MatchGroup group) => Of(_one, group, one, group.Right);

    private bool[] Of(Dictionary<MatchGroup, bool[]> known, MatchGroup group, Operator side, List<int> members)
    {
        if (known.TryGetValue(group, out bool[]? present)) return present;
        present = new bool[side.Grid.Count];
        foreach (int member in members)
        {
            side.Fill(member, _column);
            for (int step = 0; step < present.Length; step++) present[step] |= !Column.IsNothing(_column.Values[step]);
        }

        known.Add(group, present);
        return present;
    }
}
