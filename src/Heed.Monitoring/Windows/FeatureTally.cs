using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Windows;

/// <summary>The values of one feature in one window, counted into the baseline's bins.</summary>
internal abstract class FeatureTally(FeatureBaseline baseline)
{
    public FeatureBaseline Baseline => baseline;

    /// <summary>Null or absent.</summary>
    protected long Missing { get; private set; }

    protected long Invalid { get; private set; }

    /// <summary>Usable values that equal the usable value before them in the same slice.</summary>
    protected long Repeats { get; set; }

    public static FeatureTally Of(FeatureBaseline baseline) =>
        baseline.Kind == FeatureKind.Number ? new NumberTally(baseline) : new CategoryTally(baseline);

    public abstract void Add(in FeatureValue value);

    /// <summary>Writes what the window says into <paramref name="figures"/>.</summary>
    public abstract void Fill(FeatureFigures figures, long records);

    /// <summary>Writes all counts of the feature over those of a pane.</summary>
    public virtual void CopyTo(PaneCounts pane, int feature)
    {
        pane.Missing(feature) = Missing;
        pane.Invalid(feature) = Invalid;
        pane.Repeats(feature) = Repeats;
    }

    /// <summary>Adds what another tally of the same feature has counted.</summary>
    public virtual void MergeFrom(FeatureTally other)
    {
        Missing += other.Missing;
        Invalid += other.Invalid;
        Repeats += other.Repeats;
    }

    public virtual void Clear()
    {
        Missing = 0;
        Invalid = 0;
        Repeats = 0;
    }

    public virtual void Save(BinaryWriter writer)
    {
        writer.Write(Missing);
        writer.Write(Invalid);
        writer.Write(Repeats);
    }

    public virtual void Load(BinaryReader reader)
    {
        Missing = reader.ReadInt64();
        Invalid = reader.ReadInt64();
        Repeats = reader.ReadInt64();
    }

    /// <summary>Counts a state that is the same for numbers and categories.</summary>
    protected void AddUnusable(FeatureState state)
    {
        if (state == FeatureState.Invalid) Invalid++;
        else Missing++;
    }
}
