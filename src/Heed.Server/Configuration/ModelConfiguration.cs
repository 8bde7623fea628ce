using Heed.Ingest.Sources.Mapping;
using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>One item of <c>models</c>.</summary>
/// <param name="Options">What the monitor has to know; the latency objectives are bucket bounds in it.</param>
/// <param name="BaselineFile">An existing file of events or CSV; the absolute path. Null where <see cref="Learning"/> is given.</param>
/// <param name="LabelSample">The share of predictions that people are asked to review, from 0 to 1; null where none is configured.</param>
/// <param name="Objectives">The <c>slo</c> of the model.</param>
public sealed record ModelConfiguration(ModelOptions Options, string? BaselineFile, double? LabelSample, ModelObjectives Objectives)
{
    /// <summary>How long the model learns its baseline from production; null where a file is its baseline.</summary>
    public BaselineLearning? Learning { get; init; }

    /// <summary>How payloads of serving systems and files become events of the model.</summary>
    public SourceMapping Source { get; init; } = SourceMapping.Default;
}
