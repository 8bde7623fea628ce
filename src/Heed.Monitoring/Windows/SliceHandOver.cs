using System.Numerics.Tensors;

using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Windows;

/// <summary>Adds to a pane what each slice has counted since it did so last.</summary>
internal sealed class SliceHandOver(PaneCounts pane)
{
    private PaneCounts _now = new(pane.Layout);

    /// <param name="given">What the slice has handed over so far; made when it first does.</param>
    public void Drain(WindowTally tally, ref PaneCounts? given)
    {
        if (tally.Records == (given?.Records ?? 0)) return;
        tally.CopyTo(_now);
        pane.Records += _now.Records;
        TensorPrimitives.Add(pane.Bins, _now.Bins, pane.Bins);
        if (given is not null)
        {
            pane.Records -= given.Records;
            TensorPrimitives.Subtract(pane.Bins, given.Bins, pane.Bins);
        }

        (given, _now) = (_now, given ?? new PaneCounts(pane.Layout));
    }

    /// <summary>Takes what the slice holds as handed over.</summary>
    public void MarkDrained(WindowTally tally, ref PaneCounts? given) => tally.CopyTo(given ??= new PaneCounts(pane.Layout));
}
