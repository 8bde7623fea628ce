using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

namespace Heed.Cli.Commands;

/// <summary>What was asked of <c>heed drift</c>.</summary>
/// <param name="Html">Where the report is written; null for nowhere.</param>
/// <param name="Json">Where the figures are written; <c>-</c> for the terminal, null for nowhere.</param>
internal sealed record DriftRequest(
    string Baseline,
    string Current,
    string? Html,
    string? Json,
    bool FailOnDrift,
    ToolPreset Preset,
    TableSelection Selection,
    DriftOptions Options);
