using System.Text;

using Heed.Ingest.Relabelling;
using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>Makes a stored series' labels out of a scraped one's: the target's labels, relabelling, limits.</summary>
/// <param name="job">Says who wins where both have a label, and what becomes of them.</param>
/// <param name="target">The target's labels.</param>
internal sealed class SampleLabels(ScrapeJobOptions job, LabelSet target)
{
    private const string ExportedPrefix = "exported_";

    /// <summary>What the last refusal was about, in words.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Null where relabelling drops the series, or where it is refused.</summary>
    public LabelSet? Resolve(LabelSet scraped, out ScrapeRefusal refusal)
    {
        refusal = ScrapeRefusal.None;
        LabelSetBuilder labels = scraped.ToBuilder();
        AddTarget(labels, scraped);
        if (!Relabeller.Apply(job.MetricRelabelling, labels).IsKept) return null;
        LabelSet resolved = labels.Build();
        if (resolved.Count == 0) return null;
        refusal = Check(resolved);
        return refusal == ScrapeRefusal.None ? resolved : null;
    }

    /// <summary>A series that Heed adds: the target's labels always win.</summary>
    public LabelSet Report(string metric) => target.With(LabelNames.MetricName, metric);

    private void AddTarget(LabelSetBuilder labels, LabelSet scraped)
    {
        foreach (Label label in target.Labels)
        {
            if (job.HonorsLabels && labels.Get(label.Name).Length > 0) continue;
            labels.Set(label.Name, label.Value);
        }

        if (job.HonorsLabels) return;
        foreach (Label label in scraped.Labels)
        {
            if (target.Has(label.Name)) Export(labels, label);
        }
    }

    /// <summary>The prefix is put in front until no label has the name.</summary>
    private static void Export(LabelSetBuilder labels, Label label)
    {
        string name = ExportedPrefix + label.Name;
        while (labels.Get(name).Length > 0) name = ExportedPrefix + name;
        labels.Set(name, label.Value);
    }

    private ScrapeRefusal Check(LabelSet labels)
    {
        ScrapeLimits limits = job.Limits;
        if (labels.MetricName.Length == 0) return Refuse(ScrapeRefusal.NoMetricName, $"expected a metric name, found none in {labels}");
        if (limits.Labels > 0 && labels.Count > limits.Labels)
        {
            return Refuse(
                ScrapeRefusal.LabelLimit,
                $"label_limit exceeded: {labels.MetricName} has {labels.Count} labels, the limit is {limits.Labels}");
        }

        if (limits.LabelNameLength == 0 && limits.LabelValueLength == 0) return ScrapeRefusal.None;
        foreach (Label label in labels.Labels)
        {
            if (limits.LabelNameLength > 0 && Encoding.UTF8.GetByteCount(label.Name) > limits.LabelNameLength)
            {
                return Refuse(
                    ScrapeRefusal.LabelNameLengthLimit,
                    $"label_name_length_limit exceeded: {labels.MetricName} has \"{label.Name}\", the limit is {limits.LabelNameLength}");
            }

            if (limits.LabelValueLength > 0 && Encoding.UTF8.GetByteCount(label.Value) > limits.LabelValueLength)
            {
                return Refuse(
                    ScrapeRefusal.LabelValueLengthLimit,
                    $"label_value_length_limit exceeded: \"{label.Name}\" of {labels.MetricName}, the limit is {limits.LabelValueLength}");
            }
        }

        return ScrapeRefusal.None;
    }

    private ScrapeRefusal Refuse(ScrapeRefusal refusal, string detail)
    {
        Detail = detail;
        return refusal;
    }
}
