using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Windows;

/// <summary>
/// Cuts a model's stream into panes of ten minutes of event time for its evidence. Counts nothing itself: a pane is what the slices have counted since
/// the pane before. A record that comes after its pane is in the pane that is open then.
/// </summary>
internal sealed class PaneFeed
{
    private const long HourMs = 3_600_000;

    /// <summary>Short enough that a broken input shows before its effects do.</summary>
    private const long PaneMs = HourMs / 6;

    /// <summary>A longer pause tells no more than this: it is not stepped through pane by pane.</summary>
    private const long MostEmptyPanes = 14 * 24 * 6;

    private readonly ModelEvidence _evidence;
    private readonly SliceRing _slices;

    /// <param name="slices">Hands over what it has counted before it uses a place again.</param>
    public PaneFeed(Baseline baseline, ModelOptions options, SliceRing slices)
    {
        PaneLayout layout = PaneLayout.Of(baseline);
        Open = new PaneCounts(layout);
        _evidence = new ModelEvidence(layout, options.FalseAlarmInterval, baseline.IsEmpty ? 0 : options.ReferenceWeeks);
        _slices = slices;
        slices.HandOver = new SliceHandOver(Open);
    }

    public ModelEvidence Evidence => _evidence;

    /// <summary>The open pane. It holds failed requests and outcomes at once, the counts of records after each pane.</summary>
    public PaneCounts Open { get; }

    /// <summary>Closes the panes that are over when a record of that event time has come.</summary>
    public void Advance(long newestMs)
    {
        if (newestMs < Open.EndMs) return;
        if (Open.EndMs == 0) Restart(newestMs);
        else CloseUpTo(newestMs);
    }

    /// <summary>
    /// Closes the panes that have been over for an hour of clock time: a model that falls silent tells nothing by a record. Does early
    /// what the next record's arrival would do, so that it does not matter when or how often it is called before that.
    /// </summary>
    public void AdvanceInSilence(long nowMs)
    {
        if (Open.EndMs != 0 && nowMs - HourMs >= Open.EndMs) CloseUpTo(nowMs - HourMs);
    }

    public void Save(BinaryWriter writer)
    {
        _slices.DrainAll();
        Open.Save(writer);
    }

    /// <summary>After the slices were loaded.</summary>
    public void Load(BinaryReader reader)
    {
        _slices.MarkAllDrained();
        Open.Load(reader);
    }

    private void CloseUpTo(long newestMs)
    {
        _slices.DrainAll();
        for (long empty = 0; newestMs >= Open.EndMs && empty <= MostEmptyPanes; empty++)
        {
            _evidence.Close(Open);
            Open.Restart(Open.EndMs, Open.EndMs + PaneMs);
        }

        if (newestMs >= Open.EndMs) Restart(newestMs);
    }

    private void Restart(long newestMs)
    {
        long start = newestMs - (((newestMs % PaneMs) + PaneMs) % PaneMs);
        Open.Restart(start, start + PaneMs);
    }
}
