using Heed.Model.Labels;

namespace Heed.Monitoring.Series;

/// <summary>Makes the label sets of one model's series. They are made once and kept by whoever writes the series.</summary>
internal sealed class ModelSeries(string model)
{
    public GaugeSeries Gauge(string metric, params ReadOnlySpan<(string Name, string Value)> labels) => new(Of(metric, labels));

    public LabelSet Of(string metric, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        LabelSetBuilder builder = new();

        // Names are put together from parts: of all models that say the same, one text is kept.
        builder.Set(LabelNames.MetricName, string.Intern(metric)).Set(LabelNames.ModelName, model);
        foreach ((string name, string value) in labels) builder.Set(name, value);
        return builder.Build();
    }
}
