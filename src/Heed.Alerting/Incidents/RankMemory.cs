using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>
/// Remembers the ranks of alerts by the labels that the chain asks for: there are few of them, and asking the chain takes a dozen regular
/// expressions. Bounded: when it is full it begins anew. Its owner holds the lock.
/// </summary>
internal sealed class RankMemory(IncidentChain chain)
{
    public const int Capacity = 10_000;

    private readonly string[] _names =
        [IncidentChain.Label, .. chain.Layers.SelectMany(l => l.MatcherNames).Where(n => n != IncidentChain.Label).Distinct(StringComparer.Ordinal)];

    private readonly Dictionary<ulong, int> _ranks = [];

    public int Of(LabelSet labels)
    {
        StableHash hash = new(0);
        foreach (string name in _names) hash.Add(labels.Get(name));
        ulong key = hash.ToUInt64();
        if (_ranks.TryGetValue(key, out int rank)) return rank;
        if (_ranks.Count >= Capacity) _ranks.Clear();
        return _ranks[key] = chain.RankOf(labels);
    }
}
