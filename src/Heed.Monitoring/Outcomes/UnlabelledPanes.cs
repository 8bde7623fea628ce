using System.Runtime.InteropServices;

using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// How many kept predictions have no label yet, by panes of their event time: what has waited too long is counted when its pane is over,
/// wherever the predictions themselves are kept.
/// </summary>
internal sealed class UnlabelledPanes(TimeSpan joinWithin)
{
    private readonly PaneWidth _width = PaneWidth.Of(joinWithin);
    private readonly Dictionary<long, long> _counts = [];
    private long _firstPane = long.MinValue;

    /// <summary>All that may still get a label in time.</summary>
    public long Total { get; private set; }

    /// <summary>Grows with every change of <see cref="Total"/>.</summary>
    public long Version { get; private set; }

    /// <summary>Nothing where the pane is over.</summary>
    public void Add(long timeMs, int count)
    {
        long pane = _width.PaneOf(timeMs);
        if (pane < _firstPane) return;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, pane, out _) += count;
        Total += count;
        Version++;
    }

    /// <summary>Ends the panes before a time.</summary>
    /// <returns>How many predictions never got a label in time.</returns>
    public long Expire(long oldestMs)
    {
        long first = _width.PaneOf(oldestMs);
        if (first <= _firstPane) return 0;
        _firstPane = first;
        long expired = 0;
        foreach ((long pane, long count) in _counts)
        {
            // Removing does not end an enumeration of a dictionary.
            if (pane >= first) continue;
            expired += count;
            _counts.Remove(pane);
        }

        Total -= expired;
        Version++;
        return expired;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_firstPane);
        writer.Write(_counts.Count);
        foreach ((long pane, long count) in _counts.OrderBy(c => c.Key))
        {
            writer.Write(pane);
            writer.Write(count);
        }
    }

    public void Load(BinaryReader reader)
    {
        _counts.Clear();
        Total = 0;
        _firstPane = reader.ReadInt64();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            long pane = reader.ReadInt64();
            _counts[pane] = reader.ReadInt64();
            Total += _counts[pane];
        }
    }
}
