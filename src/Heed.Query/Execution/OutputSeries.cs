using Heed.Model.Labels;

namespace Heed.Query.Execution;

/// <param name="DropName">The metric name, type and unit do not belong to the result; they may still stand in the labels until the query ends.</param>
internal readonly record struct OutputSeries(LabelSet Labels, bool DropName)
{
    public LabelSet FinalLabels => DropName ? MetadataLabels.Drop(Labels) : Labels;
}
