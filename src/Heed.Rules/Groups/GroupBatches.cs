namespace Heed.Rules.Groups;

/// <summary>
/// Divides groups that are due together into batches whose groups may be evaluated side by side: none reads or writes what another one
/// of the batch writes. The results are those of one group after the other.
/// </summary>
internal sealed class GroupBatches
{
    private IReadOnlyList<GroupEvaluator> _due = [];
    private IReadOnlyList<IReadOnlyList<GroupEvaluator>> _batches = [];

    /// <summary>The same groups are mostly due again, and divide in the same way.</summary>
    public IReadOnlyList<IReadOnlyList<GroupEvaluator>> Of(IReadOnlyList<GroupEvaluator> due)
    {
        if (due.SequenceEqual(_due)) return _batches;
        _due = due;
        return _batches = [.. Divide(due)];
    }

    private static IEnumerable<IReadOnlyList<GroupEvaluator>> Divide(IReadOnlyList<GroupEvaluator> due)
    {
        List<GroupEvaluator> batch = [];
        RuleReads reads = new();
        RuleWrites writes = new([]);
        foreach (GroupEvaluator group in due)
        {
            bool isApart = group.Reads.Meets(writes) || reads.Meets(group.Writes) || writes.Clashes(group.Writes);
            if (isApart)
            {
                yield return batch;
                batch = [];
                reads = new RuleReads();
                writes = new RuleWrites([]);
            }

            batch.Add(group);
            reads.MergeFrom(group.Reads);
            writes.MergeFrom(group.Writes);
        }

        if (batch.Count > 0) yield return batch;
    }
}
