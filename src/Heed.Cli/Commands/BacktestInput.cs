namespace Heed.Cli.Commands;

/// <summary>The arguments of <c>heed backtest</c>.</summary>
internal sealed record BacktestInput(
    string File, IReadOnlyList<string> Rules, TimeSpan Since, string? Data, string? Labels, bool Tunes, string? Json);
