namespace Heed.Cli.Exports.Grafana;

/// <summary>A panel of a dashboard: one picture over the queries that it draws.</summary>
/// <param name="Title">What a person reads first.</param>
/// <param name="Kind">Grafana's name of the picture.</param>
/// <param name="Unit">Grafana's name of the unit.</param>
/// <param name="Queries">At least one.</param>
internal sealed record Panel(string Title, PanelKind Kind, string Unit, IReadOnlyList<PanelQuery> Queries)
{
    /// <summary>Of the grid's 24 columns.</summary>
    public int Width { get; init; } = 12;

    /// <summary>Of the grid's rows.</summary>
    public int Height { get; init; } = 8;

    /// <summary>What the figure is and what to do about it.</summary>
    public string Description { get; init; } = "";

    /// <summary>From the least value on: the colour that says the state.</summary>
    public IReadOnlyList<(double From, string Colour)> Thresholds { get; init; } = [];

    /// <summary>The ends of the axis where they are known.</summary>
    public (double? Least, double? Most) Range { get; init; }

    /// <summary>Whether the series lie on each other and add up.</summary>
    public bool IsStacked { get; init; }
}
