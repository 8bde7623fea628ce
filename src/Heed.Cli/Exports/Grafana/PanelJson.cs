using System.Globalization;
using System.Text.Json.Nodes;

namespace Heed.Cli.Exports.Grafana;

/// <summary>Writes panels with their place in the grid.</summary>
internal static class PanelJson
{
    private const int GridColumns = 24;

    public static JsonArray Write(IReadOnlyList<Panel> panels)
    {
        JsonArray json = [];
        int x = 0;
        int y = 0;
        int tallest = 0;
        foreach (Panel panel in panels)
        {
            if (x + panel.Width > GridColumns)
            {
                (x, y, tallest) = (0, y + tallest, 0);
            }

            json.Add(Write(panel, json.Count + 1, x, y));
            x += panel.Width;
            tallest = Math.Max(tallest, panel.Height);
        }

        return json;
    }

    private static JsonObject Write(Panel panel, int id, int x, int y) => new()
    {
        ["id"] = id,
        ["type"] = TypeOf(panel.Kind),
        ["title"] = panel.Title,
        ["description"] = panel.Description,
        ["datasource"] = DashboardJson.DataSource(),
        ["gridPos"] = new JsonObject { ["h"] = panel.Height, ["w"] = panel.Width, ["x"] = x, ["y"] = y },
        ["targets"] = new JsonArray([.. panel.Queries.Select((query, i) => Target(query, i, panel.Kind))]),
        ["fieldConfig"] = new JsonObject { ["defaults"] = Defaults(panel), ["overrides"] = new JsonArray() },
        ["options"] = Options(panel.Kind),
    };

    private static string TypeOf(PanelKind kind) => kind switch
    {
        PanelKind.Stat => "stat",
        PanelKind.BarGauge => "bargauge",
        PanelKind.Table => "table",
        PanelKind.StateTimeline => "state-timeline",
        PanelKind.Heatmap => "heatmap",
        _ => "timeseries",
    };

    private static JsonNode Target(PanelQuery query, int index, PanelKind kind) => new JsonObject
    {
        ["refId"] = ((char)('A' + index)).ToString(CultureInfo.InvariantCulture),
        ["datasource"] = DashboardJson.DataSource(),
        ["editorMode"] = "code",
        ["expr"] = query.Expression,
        ["legendFormat"] = query.Legend.Length > 0 ? query.Legend : "__auto",
        ["format"] = kind == PanelKind.Heatmap ? "heatmap" : kind == PanelKind.Table ? "table" : "time_series",
        ["instant"] = query.IsInstant,
        ["range"] = !query.IsInstant,
    };

    private static JsonObject Defaults(Panel panel)
    {
        JsonArray steps = [Step(null, panel.Thresholds.Count == 0 ? "text" : "green")];
        foreach ((double from, string colour) in panel.Thresholds)
        {
            if (double.IsNegativeInfinity(from)) steps[0] = Step(null, colour);
            else steps.Add(Step(from, colour));
        }

        JsonObject defaults = new()
        {
            ["unit"] = panel.Unit,
            ["color"] = new JsonObject { ["mode"] = panel.Thresholds.Count > 0 && panel.Kind != PanelKind.TimeSeries ? "thresholds" : "palette-classic" },
            ["thresholds"] = new JsonObject { ["mode"] = "absolute", ["steps"] = steps },
            ["noValue"] = "not enough data",
        };
        if (panel.Range.Least is { } least) defaults["min"] = least;
        if (panel.Range.Most is { } most) defaults["max"] = most;
        if (panel.Kind == PanelKind.TimeSeries) defaults["custom"] = Lines(panel);
        return defaults;
    }

    private static JsonObject Step(double? from, string colour) => new() { ["color"] = colour, ["value"] = from };

    private static JsonObject Lines(Panel panel) => new()
    {
        ["drawStyle"] = "line",
        ["lineWidth"] = 1,
        ["fillOpacity"] = panel.IsStacked ? 60 : 0,
        ["showPoints"] = "never",
        ["spanNulls"] = false,
        ["stacking"] = new JsonObject { ["mode"] = panel.IsStacked ? "normal" : "none", ["group"] = "A" },
        ["thresholdsStyle"] = new JsonObject { ["mode"] = panel.Thresholds.Count > 0 ? "line" : "off" },
    };

    private static JsonObject Options(PanelKind kind) => kind switch
    {
        PanelKind.TimeSeries => new()
        {
            ["legend"] = new JsonObject { ["displayMode"] = "list", ["placement"] = "bottom", ["showLegend"] = true, ["calcs"] = new JsonArray() },
            ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
        },
        PanelKind.Stat => new() { ["colorMode"] = "value", ["graphMode"] = "area", ["justifyMode"] = "auto", ["textMode"] = "auto", ["orientation"] = "auto", ["reduceOptions"] = Last() },
        PanelKind.BarGauge => new() { ["displayMode"] = "basic", ["orientation"] = "horizontal", ["showUnfilled"] = true, ["reduceOptions"] = Last() },
        PanelKind.Table => new() { ["showHeader"] = true, ["cellHeight"] = "sm" },
        PanelKind.StateTimeline => new() { ["showValue"] = "auto", ["rowHeight"] = 0.9, ["mergeValues"] = true, ["legend"] = new JsonObject { ["displayMode"] = "list", ["placement"] = "bottom", ["showLegend"] = true, ["calcs"] = new JsonArray() } },
        _ => new()
        {
            ["calculate"] = false,
            ["cellGap"] = 1,
            ["color"] = new JsonObject { ["mode"] = "scheme", ["scheme"] = "Blues", ["steps"] = 64, ["exponent"] = 0.5 },
            ["yAxis"] = new JsonObject { ["axisPlacement"] = "left" },
        },
    };

    private static JsonObject Last() => new() { ["calcs"] = new JsonArray("lastNotNull"), ["fields"] = "", ["values"] = false };
}
