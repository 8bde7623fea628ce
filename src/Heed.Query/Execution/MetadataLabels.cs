using Heed.Model.Labels;

namespace Heed.Query.Execution;

/// <summary>Labels that say what a metric is. An operation makes another thing of its values, so all of them go together.</summary>
internal static class MetadataLabels
{
    private static readonly string[] Names = [LabelNames.MetricName, "__type__", "__unit__"];

    public static LabelSet Drop(LabelSet labels) => labels.Without(Names);

    public static void Drop(LabelSetBuilder labels)
    {
        foreach (string name in Names) labels.Remove(name);
    }
}
