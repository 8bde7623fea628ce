using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>Targets that share labels: an item of <c>static_configs</c>, or of a discovery file.</summary>
/// <param name="Source">Where the group comes from: <c>static</c>, or the file's path.</param>
/// <param name="Addresses">Each becomes <c>__address__</c> of a target.</param>
/// <param name="Labels">Put on each of them.</param>
public sealed record TargetGroup(string Source, IReadOnlyList<string> Addresses, LabelSet Labels);
