namespace Heed.Alerting.State;

/// <summary>A group as it is kept over a restart.</summary>
/// <param name="Receiver">With the key it names the route, which may have moved within a changed file.</param>
/// <param name="Alerts">Positions of its alerts in the state's list of alerts.</param>
public sealed record GroupRecord(
    string Key, string Receiver, IReadOnlyDictionary<string, string> Labels, long DueMs, bool HasFlushed, long LastFlushMs,
    IReadOnlyList<int> Alerts);
