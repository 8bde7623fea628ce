using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// What the join does with the labels of ranked lists. A label is judged when it meets its list, and the figures are kept with the
/// prediction in its place: so a label that changes takes back exactly what it gave.
/// </summary>
internal sealed class RankedOutcomes(Baseline baseline, RankingFigures figures, OutcomeLayout layout)
{
    /// <summary>Labels of rankings that wait for their predictions: one takes half a kilobyte.</summary>
    public const int MostLabels = 100_000;

    private readonly RelevantItems _relevant = new();

    // Without labels in the baseline a list is poor that shows nothing relevant.
    private readonly double _poor = double.IsNaN(baseline.Variation.PoorRanking) ? 0 : baseline.Variation.PoorRanking;

    /// <summary>Takes the label of a record, and gives the hash that equal labels share.</summary>
    public ulong Read(RecordBatch batch, in EventRecord record)
    {
        _relevant.Read(batch, record);
        return _relevant.ToHash();
    }

    /// <summary>Keeps the label that was taken last, while it waits.</summary>
    public void Store(Span<byte> label) => _relevant.Store(label);

    /// <summary>Takes a label that waited.</summary>
    public void Restore(ReadOnlySpan<byte> label) => _relevant.Restore(label);

    /// <summary>Writes the figures of a prediction by the label that was taken last.</summary>
    public void Judge(Span<byte> prediction) => figures.Of(layout.ItemsOf(prediction), _relevant).CopyTo(layout.FiguresOf(prediction));

    /// <summary>Whether the chief figure is better than that of a poor list of the baseline.</summary>
    public bool IsGood(Span<byte> prediction) => layout.FiguresOf(prediction)[0] > _poor;
}
