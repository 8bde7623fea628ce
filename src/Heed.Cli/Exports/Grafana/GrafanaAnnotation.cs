namespace Heed.Cli.Exports.Grafana;

/// <summary>Marks in time: while the expression has a value.</summary>
/// <param name="Name">Of the switch at the top.</param>
/// <param name="Colour">Of the mark.</param>
/// <param name="Title">With <c>{{label}}</c>.</param>
/// <param name="Text">With <c>{{label}}</c>.</param>
/// <param name="Tags">Names of labels, with commas between.</param>
internal sealed record GrafanaAnnotation(string Name, string Colour, string Expression, string Title, string Text, string Tags)
{
    /// <param name="hasModel">Whether the dashboard is about one model; else the marks of all are shown.</param>
    public static IReadOnlyList<GrafanaAnnotation> For(bool hasModel)
    {
        string model = hasModel ? "model_name=\"$model\"" : "";
        string now = $"sum by (model_name, model_version) (ml_requests_total{{{model}}})";
        string before = $"sum by (model_name, model_version) (ml_requests_total{{{model}}} offset 30m)";
        return
        [
            // A version begins where it has predictions and had none half an hour before.
            new("Deployments", "blue", $"{now} unless {before}",
                "{{model_name}} version {{model_version}}", "First predictions of the version", "model_version"),
            new("Incidents", "red", $"ml_incidents{{{model}}} > 0", "{{model_name}}: {{severity}} incident", "Somebody is to look at {{model_name}}", "severity"),
        ];
    }
}
