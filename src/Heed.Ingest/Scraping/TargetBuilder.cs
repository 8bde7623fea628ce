using System.Globalization;
using System.Text;

using Heed.Ingest.Relabelling;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Ingest.Scraping;

/// <summary>Makes targets out of discovered addresses: labels of the job, relabelling, the address to call.</summary>
internal sealed class TargetBuilder(ScrapeJobOptions job)
{
    private const string AddressLabel = "__address__";
    private const string SchemeLabel = "__scheme__";
    private const string PathLabel = "__metrics_path__";
    private const string IntervalLabel = "__scrape_interval__";
    private const string TimeoutLabel = "__scrape_timeout__";
    private const string ParameterPrefix = "__param_";
    private const string ReservedPrefix = "__";
    private const string FilePathLabel = "__meta_filepath";
    private const string JobLabel = "job";
    private const string InstanceLabel = "instance";

    /// <summary>Adds each address of the group to one of the lists.</summary>
    public void Build(TargetGroup group, ICollection<ScrapeTarget> targets, ICollection<DroppedTarget> dropped)
    {
        foreach (string address in group.Addresses)
        {
            LabelSet discovered = Discovered(group, address);
            LabelSetBuilder labels = discovered.ToBuilder();
            RelabelVerdict verdict = Relabeller.Apply(job.TargetRelabelling, labels);
            if (!verdict.IsKept)
            {
                dropped.Add(new DroppedTarget(job.Name, discovered, FormattableString.Invariant($"relabel_configs[{verdict.DroppedBy}]")));
                continue;
            }

            ParseResult<ScrapeTarget> target = Finish(discovered, labels);
            if (!target.IsSuccess) dropped.Add(new DroppedTarget(job.Name, discovered, target.Error.Message));
            else targets.Add(target.Value);
        }
    }

    private LabelSet Discovered(TargetGroup group, string address)
    {
        LabelSetBuilder labels = new();
        labels.Set(JobLabel, job.Name);
        labels.Set(IntervalLabel, PrometheusDuration.Format(job.Interval));
        labels.Set(TimeoutLabel, PrometheusDuration.Format(job.Timeout));
        labels.Set(PathLabel, job.MetricsPath);
        labels.Set(SchemeLabel, job.Scheme);
        foreach ((string name, IReadOnlyList<string> values) in job.Parameters)
        {
            if (values.Count > 0) labels.Set(ParameterPrefix + name, values[0]);
        }

        if (group.Source != TargetGroupReader.StaticSource) labels.Set(FilePathLabel, group.Source);
        foreach (Label label in group.Labels.Labels) labels.Set(label.Name, label.Value);
        return labels.Set(AddressLabel, address).Build();
    }

    private ParseResult<ScrapeTarget> Finish(LabelSet discovered, LabelSetBuilder labels)
    {
        string address = labels.Get(AddressLabel);
        if (address.Length == 0) return ParseResult<ScrapeTarget>.Failure("expected an address after relabelling, found none");
        ParseResult<TimeSpan> interval = PrometheusDuration.Parse(labels.Get(IntervalLabel));
        ParseResult<TimeSpan> timeout = PrometheusDuration.Parse(labels.Get(TimeoutLabel));
        if (!interval.IsSuccess || interval.Value < TimeSpan.FromMilliseconds(1))
        {
            return ParseResult<ScrapeTarget>.Failure($"expected a duration in {IntervalLabel}, found \"{labels.Get(IntervalLabel)}\"");
        }

        if (!timeout.IsSuccess || timeout.Value < TimeSpan.FromMilliseconds(1) || timeout.Value > interval.Value)
        {
            return ParseResult<ScrapeTarget>.Failure(
                $"expected a duration of at most the interval in {TimeoutLabel}, found \"{labels.Get(TimeoutLabel)}\"");
        }

        string text = $"{labels.Get(SchemeLabel)}://{address}{Path(labels)}{Query(labels)}";
        bool isUrl = Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.Host.Length > 0;
        if (!isUrl || address.Contains('/', StringComparison.Ordinal))
        {
            return ParseResult<ScrapeTarget>.Failure($"expected an address such as localhost:9100, found \"{address}\"");
        }

        LabelSet visible = Visible(labels, address);
        return ParseResult<ScrapeTarget>.Success(
            new ScrapeTarget(discovered, visible, url!, (long)interval.Value.TotalMilliseconds, timeout.Value));
    }

    /// <summary>Labels that begin with two underscores were for relabelling only.</summary>
    private static LabelSet Visible(LabelSetBuilder labels, string address)
    {
        if (labels.Get(InstanceLabel).Length == 0) labels.Set(InstanceLabel, address);
        foreach (Label label in labels.Build().Labels)
        {
            if (label.Name.StartsWith(ReservedPrefix, StringComparison.Ordinal)) labels.Remove(label.Name);
        }

        return labels.Build();
    }

    private static string Path(LabelSetBuilder labels)
    {
        string path = labels.Get(PathLabel);
        return path.StartsWith('/') ? path : "/" + path;
    }

    /// <summary>The job's parameters, the first value of each as relabelling left it, and those that relabelling added.</summary>
    private string Query(LabelSetBuilder labels)
    {
        StringBuilder query = new();
        SortedDictionary<string, List<string>> parameters = new(StringComparer.Ordinal);
        foreach ((string name, IReadOnlyList<string> values) in job.Parameters) parameters[name] = [.. values];
        foreach (Label label in labels.Build().Labels)
        {
            if (!label.Name.StartsWith(ParameterPrefix, StringComparison.Ordinal)) continue;
            string name = label.Name[ParameterPrefix.Length..];
            if (parameters.TryGetValue(name, out List<string>? values) && values.Count > 0) values[0] = label.Value;
            else parameters[name] = [label.Value];
        }

        char joint = Path(labels).Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach ((string name, List<string> values) in parameters)
        {
            foreach (string value in values)
            {
                query.Append(CultureInfo.InvariantCulture, $"{joint}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
                joint = '&';
            }
        }

        return query.ToString();
    }
}
