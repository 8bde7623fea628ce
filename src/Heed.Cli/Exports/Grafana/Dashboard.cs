namespace Heed.Cli.Exports.Grafana;

/// <summary>One tier as a dashboard.</summary>
/// <param name="Uid">Stays the same over exports, so that links live on.</param>
/// <param name="Title">Of the tier.</param>
/// <param name="Description">The question that the tier answers.</param>
/// <param name="Variables">Chosen at its top, besides the data source.</param>
/// <param name="Panels">In reading order: they fill the grid's rows from the left.</param>
internal sealed record Dashboard(
    string Uid, string Title, string Description, IReadOnlyList<DashboardVariable> Variables, IReadOnlyList<Panel> Panels);
