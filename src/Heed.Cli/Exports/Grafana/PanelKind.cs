namespace Heed.Cli.Exports.Grafana;

/// <summary>The pictures in use; each is a panel type that Grafana has today.</summary>
internal enum PanelKind
{
    TimeSeries,
    Stat,
    BarGauge,
    Table,
    StateTimeline,
    Heatmap,
}
