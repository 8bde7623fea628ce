using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>
/// Names a series again and again without looking it up: made once from its labels by whoever writes, kept as long as it writes. It
/// stays true when the series ends or the store lets it go; the next sample then begins it anew. Belongs to one store at a time.
/// </summary>
/// <param name="labels">With <see cref="LabelNames.MetricName"/>.</param>
public sealed class SeriesHandle(LabelSet labels)
{
    public LabelSet Labels => labels;

    /// <summary>Where the store found the series last. Belongs to the store.</summary>
    public object? Place { get; set; }
}
