using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence.Weeks;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// All evidence that a model has changed, calibrated together: while nothing changed, the mean time until the first of them holds is at
/// least the interval of the model's false-alarm budget, whatever the number of features, segments, looks and records. Fed one pane of
/// event time after the other; needs nothing else, and the same panes give the same evidence. See docs/statistics/evidence.md.
/// </summary>
public sealed class ModelEvidence
{
    private const int StateFormat = 6;
    private const double HourMs = 3_600_000;

    private readonly PaneLayout _layout;
    private readonly EvidenceGroups _groups;
    private readonly WeekHistory _history;

    /// <param name="layout">Of the panes that <see cref="Close"/> is given.</param>
    /// <param name="falseAlarmInterval">The mean time between two false alarms of the model; above 0.</param>
    /// <param name="weeks">The weeks whose same hours are the reference of inputs and answers; 0 for the baseline alone.</param>
    public ModelEvidence(PaneLayout layout, TimeSpan falseAlarmInterval, int weeks = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(falseAlarmInterval, TimeSpan.Zero);
        _layout = layout;
        _history = new WeekHistory(layout, weeks);
        _groups = new EvidenceGroups(layout, falseAlarmInterval.TotalHours);
    }

    /// <summary>The end of the newest pane; null before the first.</summary>
    public long? UntilMs { get; private set; }

    /// <summary>The states of <see cref="Findings"/>, in their order.</summary>
    public IEnumerable<EvidenceState> States => _groups.Evidence.Select(e => e.Alarm.State);

    internal IReadOnlyList<ShareEvidence> Shares => _groups.Evidence;

    /// <summary>The model's own earlier weeks.</summary>
    internal WeekHistory History => _history;

    internal EvidenceBudget Budget => _groups.Budget;

    /// <summary>Takes one pane. A pane that begins before the end of the one before, or has no length, is refused.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Close(PaneCounts pane)
    {
        if (!ReferenceEquals(pane.Layout, _layout)) throw new ArgumentException("expected a pane of this model's layout", nameof(pane));
        if (pane.EndMs <= pane.StartMs || pane.StartMs < UntilMs) return false;
        UntilMs = pane.EndMs;
        double hours = (pane.EndMs - pane.StartMs) / HourMs;
        _history.Begin(pane.StartMs);
        _groups.Step(pane, ShareVariation.CellOf(pane.StartMs + ((pane.EndMs - pane.StartMs) / 2)), hours, _history);
        _history.Add(pane);
        return true;
    }

    /// <summary>Every piece of evidence as of the newest pane: features first, then answers and quality.</summary>
    public IReadOnlyList<EvidenceFinding> Findings() => [.. _groups.Evidence.Select(e => e.Find())];

    public void Save(BinaryWriter writer)
    {
        writer.Write(StateFormat);
        writer.Write(UntilMs ?? long.MinValue);
        _groups.Save(writer);
        _history.Save(writer);
    }

    /// <summary>Continues from the state of a model with the same baseline and budget.</summary>
    /// <exception cref="InvalidDataException">The state is of another format.</exception>
    public void Load(BinaryReader reader)
    {
        int format = reader.ReadInt32();
        if (format != StateFormat) throw new InvalidDataException($"expected evidence of format {StateFormat}, found {format}");
        long until = reader.ReadInt64();
        UntilMs = until == long.MinValue ? null : until;
        _groups.Load(reader);
        _history.Load(reader);
    }
}
