using Heed.Alerting.Routing;
using Heed.Model.Labels;

namespace Heed.Alerting.Silences;

/// <summary>
/// The silences that are active in a span of time, ready to be asked for labels. Never changes; safe for use by several threads.
/// </summary>
internal sealed class ActiveSilences
{
    private readonly Silence[] _silences;
    private readonly MatcherIndex _index;

    /// <param name="all">Ordered by id.</param>
    /// <param name="nowMs">The beginning of the span; its end is the next time at which any silence begins or ends.</param>
    public ActiveSilences(IEnumerable<Silence> all, long nowMs)
    {
        List<Silence> active = [];
        FromMs = nowMs;
        UntilMs = long.MaxValue;
        foreach (Silence silence in all)
        {
            SilenceState state = silence.StateAt(nowMs);
            if (state == SilenceState.Active) active.Add(silence);
            if (state == SilenceState.Expired) continue;
            UntilMs = Math.Min(UntilMs, state == SilenceState.Active ? silence.EndsAtMs : silence.StartsAtMs);
        }

        _silences = [.. active];
        _index = new MatcherIndex(_silences.Select(s => s.Matchers));
    }

    /// <summary>Inclusive.</summary>
    public long FromMs { get; }

    /// <summary>Exclusive.</summary>
    public long UntilMs { get; }

    /// <summary>Adds the silences that match to a list, in order of their ids; with <paramref name="onlyFirst"/> at most one.</summary>
    public void Collect(LabelSet labels, bool onlyFirst, List<int> candidates, List<Silence> found)
    {
        if (_silences.Length == 0) return;
        _index.Collect(labels, candidates);
        foreach (int i in candidates)
        {
            if (!_silences[i].Matches(labels)) continue;
            found.Add(_silences[i]);
            if (onlyFirst) return;
        }
    }
}
