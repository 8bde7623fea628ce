using Heed.Ingest.Events;

namespace Heed.Server.Configuration;

/// <summary>What <c>heed.yml</c> says, with every default filled in and every path absolute. Without a mistake.</summary>
public sealed record HeedOptions
{
    /// <summary>The file itself.</summary>
    public required string File { get; init; }

    public required ServerOptions Server { get; init; }

    public required GlobalOptions Global { get; init; }

    /// <summary>In the file's order; at least one.</summary>
    public required IReadOnlyList<ModelConfiguration> Models { get; init; }

    /// <summary>The budget that default alerts keep.</summary>
    public required FalseAlarmBudget FalseAlarms { get; init; }

    /// <summary>Rule files, ordered by path within each pattern, patterns in the file's order.</summary>
    public required IReadOnlyList<string> RuleFiles { get; init; }

    /// <summary>Null where the file names none: alerts are then kept and shown, and sent to nobody.</summary>
    public required string? AlertmanagerFile { get; init; }

    public required EventLimits Ingest { get; init; }

    public required TimeSpan Retention { get; init; }
}
