using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>A discovered target that is not scraped.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="DiscoveredLabels">Before relabelling.</param>
/// <param name="Reason">The rule that dropped it, or what is wrong with it.</param>
public sealed record DroppedTarget(string Job, LabelSet DiscoveredLabels, string Reason);
