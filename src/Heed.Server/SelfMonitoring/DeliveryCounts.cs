using System.Collections.Concurrent;

namespace Heed.Server.SelfMonitoring;

/// <summary>Notices that came to their end, by kind of receiver: the kinds are the program's own, so their number is bounded.</summary>
public sealed class DeliveryCounts
{
    private readonly ConcurrentDictionary<string, (Counter Sent, Counter Failed)> _kinds = new(StringComparer.Ordinal);

    public void Count(string kind, bool sent)
    {
        (Counter Sent, Counter Failed) counts = _kinds.GetOrAdd(kind, _ => (new Counter(), new Counter()));
        (sent ? counts.Sent : counts.Failed).Increment();
    }

    /// <summary>Every kind that a notice went to, ordered by name.</summary>
    public IEnumerable<(string Kind, long Sent, long Failed)> Read() =>
        _kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, k.Value.Sent.Value, k.Value.Failed.Value));
}
