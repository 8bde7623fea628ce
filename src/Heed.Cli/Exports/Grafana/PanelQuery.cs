namespace Heed.Cli.Exports.Grafana;

/// <summary>A query of a panel.</summary>
/// <param name="Expression">PromQL with Grafana's variables in it.</param>
/// <param name="Legend">The name of each series, with <c>{{label}}</c>; empty for its labels.</param>
/// <param name="IsInstant">Whether only the present value is asked for.</param>
internal sealed record PanelQuery(string Expression, string Legend = "", bool IsInstant = false);
