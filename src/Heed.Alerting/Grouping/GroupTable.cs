using Heed.Alerting.Configuration;
using Heed.Alerting.Routing;
using Heed.Model.Labels;

namespace Heed.Alerting.Grouping;

/// <summary>All groups, by route and labels, and in the order in which they are due.</summary>
internal sealed class GroupTable(IReadOnlyList<ReceiverConfiguration> receivers, int capacity)
{
    private readonly Dictionary<string, ReceiverConfiguration> _receivers = receivers.ToDictionary(r => r.Name);
    private readonly Dictionary<(Route Route, LabelSet Labels), AggregationGroup> _groups = [];
    private readonly Dictionary<string, List<AggregationGroup>> _byKey = [];

    /// <summary>May hold entries whose group has gone or is due at another time by now; they are skipped.</summary>
    private readonly PriorityQueue<AggregationGroup, (long DueMs, long Sequence)> _timers = new();
    private long _sequence;

    public int Count => _groups.Count;

    public IEnumerable<AggregationGroup> InOrder => _groups.Values.OrderBy(g => g.Sequence);

    public AggregationGroup? Find(Route route, LabelSet labels) => _groups.GetValueOrDefault((route, labels));

    /// <summary>The groups with a key: one a route, and several routes where siblings have the same matchers.</summary>
    public IReadOnlyList<AggregationGroup> Find(string key) => _byKey.TryGetValue(key, out List<AggregationGroup>? groups) ? groups : [];

    /// <summary>Null where there are as many as there may be.</summary>
    /// <param name="route">Whose group it is.</param>
    /// <param name="labels">What its alerts have in common.</param>
    /// <param name="dueMs">When it is flushed first.</param>
    /// <param name="sequence">Its place among the others, which it had before a restart; zero for behind them all.</param>
    public AggregationGroup? Create(Route route, LabelSet labels, long dueMs, long sequence = 0)
    {
        if (_groups.Count >= capacity) return null;
        if (sequence == 0) sequence = _sequence + 1;
        _sequence = Math.Max(_sequence, sequence);
        AggregationGroup group = new(route, _receivers[route.Settings.Receiver], labels, sequence);
        _groups.Add((route, labels), group);
        if (!_byKey.TryGetValue(group.Key, out List<AggregationGroup>? same)) _byKey.Add(group.Key, same = []);
        same.Add(group);
        Schedule(group, dueMs);
        return group;
    }

    public void Schedule(AggregationGroup group, long dueMs)
    {
        group.DueMs = dueMs;
        _timers.Enqueue(group, (dueMs, group.Sequence));
    }

    public void Remove(AggregationGroup group)
    {
        group.IsRemoved = true;
        _groups.Remove((group.Route, group.Labels));
        List<AggregationGroup> same = _byKey[group.Key];
        same.Remove(group);
        if (same.Count == 0) _byKey.Remove(group.Key);
    }

    public long NextDueMs()
    {
        while (_timers.TryPeek(out AggregationGroup? group, out (long DueMs, long Sequence) timer))
        {
            if (!group.IsRemoved && group.DueMs == timer.DueMs) return timer.DueMs;
            _timers.Dequeue();
        }

        return long.MaxValue;
    }

    /// <summary>Takes the next group that is due; its timer has to be set again.</summary>
    public AggregationGroup? TakeDue(long nowMs) => NextDueMs() <= nowMs ? _timers.Dequeue() : null;
}
