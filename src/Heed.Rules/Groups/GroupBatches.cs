namespace Heed.Rules.Groups;

/// <summary>
/// Divides groups that are due together into batches whose groups may be evaluated side by side: none reads or writes what another one
/// of the batch writes. The results are those of one group after the other.
/// </summary>
internal static class GroupBatches
{
    public static IEnumerable<IReadOnlyList<GroupEvaluator>> Of(IReadOnlyList<GroupEvaluator> due)
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
