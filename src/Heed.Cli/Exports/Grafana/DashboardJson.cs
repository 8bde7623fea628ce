using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heed.Cli.Exports.Grafana;

/// <summary>Writes dashboards as Grafana's JSON model, whose reference is the schema <c>dashboard</c> of its documentation.</summary>
internal static class DashboardJson
{
    /// <summary>Of Grafana 10.2; later ones migrate it, and earlier ones to 9.0 read it.</summary>
    public const int SchemaVersion = 39;

    /// <summary>The data source variable: every query names it, so that a team's own is chosen at the top.</summary>
    private const string DataSourceVariable = "datasource";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="dashboard">The tier.</param>
    /// <param name="all">All tiers, for the links between them.</param>
    public static string Write(Dashboard dashboard, IReadOnlyList<Dashboard> all)
    {
        JsonObject json = new()
        {
            ["uid"] = dashboard.Uid,
            ["title"] = dashboard.Title,
            ["description"] = dashboard.Description,
            ["tags"] = new JsonArray("heed"),
            ["timezone"] = "browser",
            ["editable"] = true,
            ["graphTooltip"] = 1,
            ["schemaVersion"] = SchemaVersion,
            ["version"] = 1,
            ["refresh"] = "30s",
            ["time"] = new JsonObject { ["from"] = "now-24h", ["to"] = "now" },
            ["timepicker"] = new JsonObject(),
            ["templating"] = new JsonObject { ["list"] = new JsonArray([DataSourceChoice(), .. dashboard.Variables.Select(Variable)]) },
            ["annotations"] = new JsonObject { ["list"] = Annotations(dashboard) },
            ["links"] = new JsonArray([.. all.Where(other => other != dashboard).Select(Link)]),
            ["panels"] = PanelJson.Write(dashboard.Panels),
        };
        return json.ToJsonString(Indented) + "\n";
    }

    /// <summary>The data source that is chosen at the top.</summary>
    public static JsonObject DataSource() => new() { ["type"] = "prometheus", ["uid"] = $"${{{DataSourceVariable}}}" };

    private static JsonObject DataSourceChoice() => new()
    {
        ["type"] = "datasource",
        ["name"] = DataSourceVariable,
        ["label"] = "Data source",
        ["query"] = "prometheus",
        ["hide"] = 0,
        ["refresh"] = 1,
        ["regex"] = "",
        ["multi"] = false,
        ["includeAll"] = false,
        ["options"] = new JsonArray(),
        ["skipUrlSync"] = false,
        ["current"] = new JsonObject { ["text"] = GrafanaExport.DataSourceName, ["value"] = GrafanaExport.DataSourceUid },
    };

    private static JsonNode Variable(DashboardVariable variable)
    {
        string query = $"label_values({variable.Series}, {variable.LabelName})";
        JsonObject json = new()
        {
            ["type"] = "query",
            ["name"] = variable.Name,
            ["label"] = variable.Label,
            ["datasource"] = DataSource(),
            ["query"] = query,
            ["hide"] = 0,
            ["refresh"] = 2,
            ["regex"] = "",
            ["sort"] = 1,
            ["multi"] = variable.IsMany,
            ["includeAll"] = variable.IsMany,
            ["options"] = new JsonArray(),
            ["skipUrlSync"] = false,
        };
        if (variable.IsMany) json["allValue"] = ".*";
        if (variable.IsMany) json["current"] = new JsonObject { ["text"] = new JsonArray("All"), ["value"] = new JsonArray("$__all") };
        return json;
    }

    /// <summary>Deployments and incidents on every picture, as marks in time.</summary>
    private static JsonArray Annotations(Dashboard dashboard)
    {
        bool hasModel = dashboard.Variables.Contains(DashboardVariable.Model);
        return [.. GrafanaAnnotation.For(hasModel).Select(Annotation)];
    }

    private static JsonObject Annotation(GrafanaAnnotation annotation) => new()
    {
        ["name"] = annotation.Name,
        ["datasource"] = DataSource(),
        ["enable"] = true,
        ["hide"] = false,
        ["iconColor"] = annotation.Colour,
        ["expr"] = annotation.Expression,
        ["step"] = "60s",
        ["titleFormat"] = annotation.Title,
        ["textFormat"] = annotation.Text,
        ["tagKeys"] = annotation.Tags,
        ["useValueForTime"] = false,
    };

    private static JsonNode Link(Dashboard other) => new JsonObject
    {
        ["title"] = other.Title,
        ["type"] = "link",
        ["url"] = $"/d/{other.Uid}",
        ["icon"] = "dashboard",
        ["tooltip"] = other.Description,
        ["tags"] = new JsonArray(),
        ["asDropdown"] = false,
        ["targetBlank"] = false,
        ["includeVars"] = true,
        ["keepTime"] = true,
    };
}
