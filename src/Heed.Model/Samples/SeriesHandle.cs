using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>
/// Names a series again and again without looking it up: made once from its labels by whoever writes, kept as long as it writes. It
/// stays true when the series ends or the store lets it go; the next sample then begins it anew. Belongs to one store at a time.
/// </summary>
/// <param name="labels">With <see cref="LabelNames.MetricName"/>.</param>
public sealed class SeriesHandle(LabelSet labels)
{
    public LabelSet Labels { get; private set; } = labels;

    /// <summary>Where the store found the series last; null before. Belongs to the store.</summary>
    public object? Place { get; private set; }

    /// <summary>Belongs to the store.</summary>
    /// <param name="place">Where the store has the series.</param>
    /// <param name="same">The labels as the store holds them, so that they are in memory once.</param>
    public void Settle(object place, LabelSet same)
    {
        Place = place;
        Labels = same;
    }
}
