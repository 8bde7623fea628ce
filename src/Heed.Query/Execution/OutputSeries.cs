using Heed.Model.Labels;

namespace Heed.Query.Execution;

/// <param name="DropName">The metric name does not belong to the result; it may still stand in the labels until the query ends.</param>
internal readonly record struct OutputSeries(LabelSet Labels, bool DropName)
{
    public LabelSet FinalLabels => DropName ? Labels.Without(LabelNames.MetricName) : Labels;
}
