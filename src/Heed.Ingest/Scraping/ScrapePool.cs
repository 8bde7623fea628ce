using Heed.Model.Labels;
using Heed.Model.Metadata;

namespace Heed.Ingest.Scraping;

/// <summary>The targets of one job. Belongs to the scraper's owner.</summary>
internal sealed class ScrapePool : IDisposable
{
    private readonly TargetBuilder _builder;
    private readonly IMetadataSink? _metadata;
    private List<DroppedTarget> _dropped = [];

    public ScrapePool(ScrapeJobOptions job, IMetadataSink? metadata, TimeProvider clock)
    {
        Job = job;
        _metadata = metadata;
        _builder = new TargetBuilder(job);
        Fetcher = new TargetFetcher(job, clock);
        Discovery = job.FileDiscoveries.Count > 0 ? new FileDiscovery(job.FileDiscoveries) : null;
    }

    public ScrapeJobOptions Job { get; }

    public TargetFetcher Fetcher { get; }

    /// <summary>Null where all targets are written in the configuration.</summary>
    public FileDiscovery? Discovery { get; }

    public bool IsDiscovering { get; set; }

    public IReadOnlyList<string> DiscoveryErrors { get; set; } = [];

    public List<TargetLoop> Loops { get; } = [];

    public IReadOnlyList<DroppedTarget> Dropped => _dropped;

    /// <summary>
    /// Makes the targets what the configuration and the discovered groups say. A target that stays the same keeps its state.
    /// </summary>
    /// <param name="discovered">The groups of the job's files.</param>
    /// <param name="begun">Told of each new target.</param>
    /// <param name="ended">Told of each target that is gone.</param>
    public void Update(IReadOnlyList<TargetGroup> discovered, Action<TargetLoop> begun, Action<TargetLoop> ended)
    {
        List<ScrapeTarget> targets = [];
        List<DroppedTarget> dropped = [];
        HashSet<(LabelSet, Uri, long, TimeSpan)> seen = [];
        foreach (TargetGroup group in Job.StaticGroups.Concat(discovered)) _builder.Build(group, targets, dropped);
        targets.RemoveAll(t => !seen.Add(Key(t)));
        _dropped = dropped;
        foreach (TargetLoop loop in Loops.Where(l => !seen.Contains(Key(l.Target))).ToArray())
        {
            Loops.Remove(loop);
            ended(loop);
        }

        HashSet<(LabelSet, Uri, long, TimeSpan)> kept = [.. Loops.Select(l => Key(l.Target))];
        foreach (ScrapeTarget target in targets)
        {
            if (kept.Contains(Key(target))) continue;
            TargetLoop loop = new(target, Job, _metadata);
            Loops.Add(loop);
            begun(loop);
        }
    }

    /// <summary>More targets than the job may have: all its scrapes fail, so that the mistake is seen.</summary>
    public bool HasTooManyTargets => Job.Limits.Targets > 0 && Loops.Count > Job.Limits.Targets;

    public void Dispose() => Fetcher.Dispose();

    /// <summary>Two discovered targets that are the same place with the same labels are one.</summary>
    private static (LabelSet, Uri, long, TimeSpan) Key(ScrapeTarget target) =>
        (target.Labels, target.Url, target.IntervalMs, target.Timeout);
}
