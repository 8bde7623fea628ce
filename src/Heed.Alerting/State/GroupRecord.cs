namespace Heed.Alerting.State;

/// <summary>A group as it is kept over a restart. Its alerts name it.</summary>
/// <param name="Receiver">With the key it names the route, which may have moved within a changed file.</param>
/// <param name="Sequence">Orders groups that are due at the same time.</param>
public sealed record GroupRecord(
    string Key, string Receiver, IReadOnlyDictionary<string, string> Labels, long DueMs, bool HasFlushed, long LastFlushMs,
    long Sequence)
{
    /// <summary>What alerts call it.</summary>
    public string Id => IdOf(Key, Receiver);

    public static string IdOf(string key, string receiver) => key + "\n" + receiver;
}
