using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Windows;

/// <summary>
/// Counts labelled answers into the open pane, of the whole and of the segments that the baseline knows. By the hour in which a label
/// comes: a pane that has been weighed stays as it was, so that a label that changes after its hour only counts with its new value.
/// </summary>
internal sealed class PaneOutcomes : IOutcomeObserver
{
    private const int NotInBaseline = -1;

    private readonly PaneCounts _open;
    private readonly RollingQuality _quality;
    private readonly IReadOnlyList<string> _keys;
    private readonly Dictionary<(string Key, string Value), int> _segments = [];
    private readonly List<int>[] _positions;

    public PaneOutcomes(PaneCounts open, Baseline baseline, RollingQuality quality)
    {
        _open = open;
        _quality = quality;
        _keys = baseline.SegmentKeys;
        _positions = [.. _keys.Select(_ => new List<int>())];
        for (int i = 0; i < open.Layout.Segments.Count; i++) _segments[open.Layout.Segments[i]] = i;
    }

    /// <value>Whether the labels that come are corrections, which tell of wrong answers alone and so nothing of their share.</value>
    public bool AreCorrections { get; set; }

    public void Joined(in JoinedOutcome outcome)
    {
        if (!AreCorrections) Add(outcome, CountsOf(outcome));
    }

    public void Withdrawn(in JoinedOutcome outcome)
    {
        if (outcome.LabelTimeMs >= _open.StartMs) Add(outcome, default(OutcomeCounts) - CountsOf(outcome));
    }

    private OutcomeCounts CountsOf(in JoinedOutcome outcome) => outcome.IsNumber
        ? OutcomeCounts.OfError(outcome.PredictedNumber - outcome.LabelledNumber, _open.Layout.LargeError)
        : OutcomeCounts.OfAnswer(outcome.IsCorrect);

    private void Add(in JoinedOutcome outcome, OutcomeCounts counts)
    {
        _open.Outcomes += counts;
        _open.OutcomeCells[ShareVariation.CellOf(outcome.PredictionTimeMs)] += counts.Labelled;
        for (int key = 0; key < outcome.Segments.Length; key++)
        {
            int segment = SegmentOf(key, outcome.Segments[key]);
            if (segment != NotInBaseline) _open.Segments[segment] += counts;
        }
    }

    /// <summary>Looks a value up by its text once.</summary>
    private int SegmentOf(int key, ushort position)
    {
        if (position == JoinedOutcome.NoPosition) return NotInBaseline;
        List<int> known = _positions[key];
        while (known.Count <= position)
        {
            known.Add(_segments.TryGetValue((_keys[key], _quality.SegmentValue(key, known.Count)), out int segment) ? segment : NotInBaseline);
        }

        return known[position];
    }
}
