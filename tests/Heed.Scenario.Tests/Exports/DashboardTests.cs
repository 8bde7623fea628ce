using System.Text.Json;

using Heed.Cli.Exports.Grafana;
using Heed.Cli.Exports.Prometheus;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Server.Hosting;
using Heed.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Heed.Scenario.Tests.Exports;

/// <summary>
/// Every query of every exported dashboard over the demo's models: five weeks of their real traffic, and beside it the figures of a
/// machine under its exporters' names, which the demo has not.
/// </summary>
public sealed class DashboardTests(DashboardTests.Demo demo) : IClassFixture<DashboardTests.Demo>
{
    private static readonly string[] Models = ["housing", "bikes"];

    public static TheoryData<string, string, string, bool> Queries()
    {
        TheoryData<string, string, string, bool> rows = [];
        foreach (Dashboard dashboard in GrafanaExport.Dashboards)
        {
            foreach (Panel panel in dashboard.Panels)
            {
                foreach (PanelQuery query in panel.Queries) rows.Add(dashboard.Uid, panel.Title, query.Expression, query.IsInstant);
            }
        }

        return rows;
    }

    public static TheoryData<string> Uids() => [.. GrafanaExport.Dashboards.Select(d => d.Uid)];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_parses_also_for_an_old_Prometheus_and_returns_data(string dashboard, string panel, string expression, bool isInstant)
    {
        int found = 0;
        foreach (string model in Models)
        {
            string query = Demo.Fill(expression, model);
            ParseResult<Expression> parsed = PromqlParser.Parse(query);
            Assert.True(parsed.IsSuccess, $"{dashboard}, {panel}: {parsed.Error}");
            Assert.Null(OldPromql.FirstLater(parsed.Value));
            found += demo.SeriesOf(query, isInstant);
        }

        Assert.True(found > 0, $"{dashboard}, {panel}: expected data, found none: {expression}");
    }

    [Fact]
    public void Every_choice_offers_something()
    {
        foreach (DashboardVariable variable in GrafanaExport.Dashboards.SelectMany(d => d.Variables).Distinct())
        {
            string query = Demo.Fill($"count by ({variable.LabelName}) ({variable.Series})", "housing");
            Assert.True(demo.SeriesOf(query, isInstant: false) > 0, $"expected values of {variable.Name}, found none");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Deployments_and_incidents_are_marked(bool hasModel)
    {
        foreach (GrafanaAnnotation annotation in GrafanaAnnotation.For(hasModel))
        {
            int found = Models.Sum(model => demo.SeriesOf(Demo.Fill(annotation.Expression, model), isInstant: false));
            Assert.True(found > 0, $"expected marks of {annotation.Name}, found none");
        }
    }

    [Theory]
    [MemberData(nameof(Uids))]
    public void A_dashboard_is_a_whole_document_of_the_current_schema(string uid)
    {
        Dashboard dashboard = GrafanaExport.Dashboards.Single(d => d.Uid == uid);
        using JsonDocument json = JsonDocument.Parse(DashboardJson.Write(dashboard, GrafanaExport.Dashboards));
        JsonElement root = json.RootElement;
        Assert.Equal((uid, 39), (root.GetProperty("uid").GetString(), root.GetProperty("schemaVersion").GetInt32()));
        Assert.InRange(uid.Length, 1, 40);
        JsonElement[] panels = [.. root.GetProperty("panels").EnumerateArray()];
        Assert.Equal(panels.Length, panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        HashSet<(int X, int Y)> taken = [];
        foreach (JsonElement panel in panels)
        {
            Assert.Contains(panel.GetProperty("type").GetString(), (string[])["timeseries", "stat", "bargauge", "table", "state-timeline", "heatmap"]);
            Assert.NotEmpty(panel.GetProperty("description").GetString()!);
            JsonElement place = panel.GetProperty("gridPos");
            (int x, int y) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32());
            Assert.InRange(x + place.GetProperty("w").GetInt32(), 1, 24);
            for (int dx = 0; dx < place.GetProperty("w").GetInt32(); dx++)
            {
                for (int dy = 0; dy < place.GetProperty("h").GetInt32(); dy++) Assert.True(taken.Add((x + dx, y + dy)), "two panels lie on each other");
            }

            foreach (JsonElement target in panel.GetProperty("targets").EnumerateArray())
            {
                Assert.Equal("${datasource}", target.GetProperty("datasource").GetProperty("uid").GetString());
                Assert.NotEqual(target.GetProperty("instant").GetBoolean(), target.GetProperty("range").GetBoolean());
            }
        }

        string[] used = [.. dashboard.Panels.SelectMany(p => p.Queries).SelectMany(q => DashboardTexts.VariablesIn(q.Expression)).Distinct()];
        Assert.Superset(used.ToHashSet(), dashboard.Variables.Select(v => v.Name).Append("__rate_interval").ToHashSet());
        Assert.Equal(2, root.GetProperty("annotations").GetProperty("list").GetArrayLength());
        Assert.Equal(GrafanaExport.Dashboards.Count - 1, root.GetProperty("links").GetArrayLength());
    }

    /// <summary>The demo's first five weeks, played once for all tests, with rules evaluated less often than in the demo to save time.</summary>
    public sealed class Demo : IDisposable
    {
        private static readonly DateTimeOffset Start = new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero);
        private static readonly DateTimeOffset End = new(2021, 7, 6, 0, 0, 0, TimeSpan.Zero);
        private static readonly TimeSpan BikesShift = TimeSpan.FromDays(7 * 491);

        private readonly Station _station;

        public Demo()
        {
            using TemporaryFolder folder = new();
            string examples = RepositoryFiles.Path("examples");
            string text = File.ReadAllText(Path.Combine(examples, "demo", "heed.yml"))
                .Replace("evaluation_interval: 30m", "evaluation_interval: 1h", StringComparison.Ordinal)
                .Replace("../", examples + "/", StringComparison.Ordinal)
                .Replace("rules/", Path.Combine(examples, "demo", "rules") + "/", StringComparison.Ordinal)
                .Replace("alertmanager: alertmanager.yml", "", StringComparison.Ordinal);
            Inventory inventory = RunningServer.Read(folder.Write("heed.yml", text));
            StationOptions options = new() { DataDirectory = null, StartMs = Start.ToUnixTimeMilliseconds() };
            _station = new StationBuilder(inventory, options, TimeProvider.System, NullLogger.Instance).Build(state => new SilentOutbox(state));
            using RecordedEvents events = new(
            [
                new RecordedFile(RepositoryFiles.Path("examples", "housing", "production.ndjson.gz"), TimeSpan.Zero),
                new RecordedFile(RepositoryFiles.Path("examples", "bikes", "production.ndjson.gz"), BikesShift),
            ]);
            while (events.NextTimeMs < Start.ToUnixTimeMilliseconds()) events.Next();
            Play(events);
        }

        /// <summary>As Grafana fills an expression in, with a rate interval of four scrapes.</summary>
        public static string Fill(string expression, string model) => expression
            .Replace("$__rate_interval", "2h", StringComparison.Ordinal).Replace("$model", model, StringComparison.Ordinal)
            .Replace("$version", ".*", StringComparison.Ordinal).Replace("$segment", ".*", StringComparison.Ordinal)
            .Replace("$feature", ".*", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal);

        /// <summary>How many series with a value there are, over the whole time or at its end.</summary>
        public int SeriesOf(string query, bool isInstant)
        {
            long end = End.ToUnixTimeMilliseconds();
            QueryResult result = isInstant
                ? _station.Queries.Instant(query, end)
                : _station.Queries.Range(query, Start.ToUnixTimeMilliseconds(), end, (long)TimeSpan.FromMinutes(30).TotalMilliseconds);
            Assert.True(result.Error is null, $"{query}: {result.Error}");
            return result.Value switch
            {
                VectorValue vector => vector.Samples.Count(s => !double.IsNaN(s.Sample.Value)),
                MatrixValue matrix => matrix.Series.Count(s => s.Values.Any(v => !double.IsNaN(v))),
                _ => 0,
            };
        }

        public void Dispose() => _station.Close();

        private void Play(RecordedEvents events)
        {
            Heed.Model.Records.RecordBatch batch = new(_station.Schemas);
            long machineDueMs = Start.ToUnixTimeMilliseconds();
            while (events.NextTimeMs is { } next && next <= End.ToUnixTimeMilliseconds() && events.Next())
            {
                for (; machineDueMs <= events.TimeMs; machineDueMs += 1_800_000) Machine(machineDueMs, machineDueMs - Start.ToUnixTimeMilliseconds());
                _station.Engine.AdvanceTo(events.TimeMs);
                batch.Clear();
                if (_station.Parser.TryRead(events.Json.Span, _station.Engine.NowMs, batch) is not null) continue;
                batch.Source = events.Json;
                _station.Engine.Accept(batch, _station.Engine.NowMs);
            }

            _station.Engine.AdvanceTo(End.ToUnixTimeMilliseconds());
        }

        /// <summary>A machine whose disk fills within the horizon of its forecast at the end.</summary>
        private void Machine(long timeMs, long elapsedMs)
        {
            double left = (End - Start).TotalMilliseconds - elapsedMs;
            Append("node_cpu_seconds_total", timeMs, elapsedMs / 2000.0, ("cpu", "0"), ("mode", "idle"));
            Append("node_memory_MemAvailable_bytes", timeMs, 4e9);
            Append("node_memory_MemTotal_bytes", timeMs, 8e9);
            Append("node_filesystem_avail_bytes", timeMs, 1000 * (left + 3_600_000), ("fstype", "ext4"), ("mountpoint", "/data"));
            Append("node_filesystem_size_bytes", timeMs, 1e14, ("fstype", "ext4"), ("mountpoint", "/data"));
            Append("DCGM_FI_DEV_GPU_UTIL", timeMs, 40, ("gpu", "0"));
        }

        private void Append(string metric, long timeMs, double value, params (string Name, string Value)[] labels) => _station.Series.Samples.Append(
            LabelSet.Of([(LabelNames.MetricName, metric), ("instance", "host:9100"), ("job", "node"), .. labels]), timeMs, value);
    }
}
