using Heed.Alerting.Incidents;
using Heed.Documents;
using Heed.Ingest.Scraping;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Remote;

namespace Heed.Server.Configuration;

/// <summary>Reads the top of <c>heed.yml</c>.</summary>
internal sealed class RootReader(ConfiguredFiles files)
{
    public HeedOptions Read(string file, DocumentNode root)
    {
        MappingReader reader = root.ReadMapping();
        ServerOptions server = ReadServer(reader);
        ObjectiveSettings objectives = reader.TryGet("slo", out DocumentNode? slo) ? ObjectiveSettingsReader.ReadDefaults(slo) : new ObjectiveSettings();
        SignalOptions signals = reader.TryGet("signals", out DocumentNode? node) ? SignalReader.Read(node) : new SignalOptions();
        List<ModelConfiguration> models = ReadModels(reader, root, objectives, signals.FalseAlarms);
        (IncidentOptions? incidents, TimeSpan history) = reader.TryGet("incidents", out DocumentNode? linking)
            ? IncidentReader.Read(linking)
            : (new IncidentOptions(), IncidentReader.DefaultHistory);
        HeedOptions options = new()
        {
            File = file,
            Server = server,
            Models = models,
            Signals = signals,
            RuleFiles = reader.TryGet("rules", out DocumentNode? rules) ? files.ReadFiles(rules, "a Prometheus rule file") : [],
            SloFiles = reader.TryGet("slos", out DocumentNode? slos) ? files.ReadFiles(slos, "a file of objectives") : [],
            Gate = objectives.Gate,
            Maintenance = reader.TryGet("maintenance", out DocumentNode? maintenance)
                ? new MaintenanceReader([.. models.Select(m => m.Options.Name)]).Read(maintenance)
                : [],
            Forecasts = reader.TryGet("forecasts", out DocumentNode? forecasts) ? ForecastReader.Read(forecasts) : null,
            Incidents = incidents,
            History = history,
            AlertmanagerFile = reader.TryGet("alertmanager", out DocumentNode? alertmanager) ? files.ReadFile(alertmanager, "an Alertmanager file") : null,
            OnCallFile = reader.TryGet("oncall", out DocumentNode? onCall) ? files.ReadFile(onCall, "an on-call file") : null,
            Storage = ReadStorage(reader, server.Data),
            State = reader.TryGet("state", out DocumentNode? state) ? new StateReader(files).Read(state) : null,
            RemoteWrites = reader.TryGet("remote_write", out DocumentNode? writes)
                ? RemoteWriteReader.ReadAll(writes, files.Folder, Path.Combine(server.Data, "remote-writes"))
                : [],
            ScrapeJobs = reader.TryGet("scrape", out DocumentNode? scrape) ? ScrapeReader.Read(scrape, files.Folder) : [],
            Global = ReadGlobal(reader),
            Ingest = ReadIngest(reader),
            Imports = reader.TryGet("import", out DocumentNode? import) ? ImportReader.Read(import, files, [.. models.Select(m => m.Options.Name)]) : [],
            Host = reader.TryGet("host", out DocumentNode? host) ? HostReader.Read(host) : new HostOptions(),
        };
        reader.Finish();
        return options;
    }

    private ServerOptions ReadServer(MappingReader root)
    {
        ServerOptions options = new() { Data = files.Resolve(ServerOptions.DefaultData), ExternalUrl = $"http://{ListenAddress.Default}" };
        if (!root.TryGet("server", out DocumentNode? node)) return options;
        MappingReader reader = node.ReadMapping();
        if (reader.TryGet("listen", out DocumentNode? listen))
        {
            ListenAddress address = listen.ReadParsed(ListenAddress.Parse, ListenAddress.Default);
            options = options with { Listen = address, ExternalUrl = $"http://{address}" };
        }

        if (reader.TryGet("data", out DocumentNode? data)) options = options with { Data = ReadFolder(data, options.Data) };
        if (reader.TryGet("admin_api", out DocumentNode? admin)) options = options with { AdminApi = admin.ReadBool() };
        if (reader.TryGet("external_url", out DocumentNode? url)) options = options with { ExternalUrl = ReadUrl(url) };
        reader.Finish();
        return options;
    }

    private string ReadFolder(DocumentNode node, string fallback)
    {
        if (string.IsNullOrEmpty(node.Text))
        {
            node.Report($"expected the path of a folder, found {node.Describe()}");
            return fallback;
        }

        string path = files.Resolve(node.Text);
        if (File.Exists(path)) node.Report($"expected a folder, found a file: {path}");
        return path;
    }

    private static string ReadUrl(DocumentNode node)
    {
        bool valid = Uri.TryCreate(node.Text, UriKind.Absolute, out Uri? url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" };
        if (!valid) node.Report($"expected a URL such as http://heed.example.com, without a query, found {node.Describe()}");
        return (node.Text ?? "").TrimEnd('/');
    }

    private List<ModelConfiguration> ReadModels(
        MappingReader root, DocumentNode rootNode, ObjectiveSettings objectives, FalseAlarmBudget falseAlarms)
    {
        List<ModelConfiguration> models = [];
        if (!root.IsWritten("models")) rootNode.Report("expected the key \"models\" (a list of models, which may be empty), found none");
        if (!root.TryGet("models", out DocumentNode? node)) return models;
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        foreach (DocumentNode item in node.ReadSequence())
        {
            if (new ModelReader(files, item, objectives).Read(lines) is not { } model) continue;
            models.Add(model with { Options = model.Options with { FalseAlarmInterval = falseAlarms.Interval } });
        }

        return models;
    }

    private StorageOptions ReadStorage(MappingReader root, string data)
    {
        if (!root.TryGet("storage", out DocumentNode? node)) return new StorageOptions();
        MappingReader reader = node.ReadMapping();
        StorageOptions options = new()
        {
            Retention = Duration(reader, "retention", StorageOptions.DefaultRetention, StorageOptions.LeastRetention, StorageOptions.MostRetention),
            MaxSizeBytes = reader.TryGet("max_size", out DocumentNode? size)
                ? size.ReadSize(StorageOptions.LeastMaxSizeBytes, StorageOptions.MostMaxSizeBytes)
                : null,
            OutOfOrderWindow = Duration(reader, "out_of_order_time_window", TimeSpan.Zero, TimeSpan.Zero, StorageOptions.MostOutOfOrderWindow),
            MaxSeries = Count(reader, "max_series", StorageOptions.DefaultMaxSeries),
            MaxSeriesPerMetric = Count(reader, "max_series_per_metric", StorageOptions.DefaultMaxSeriesPerMetric),
            Remote = reader.TryGet("remote", out DocumentNode? remote) ? ReadRemote(remote, data) : null,
        };
        reader.Finish();
        return options;
    }

    private RemoteStoreOptions ReadRemote(DocumentNode node, string data)
    {
        RemoteStoreOptions remote = RemoteStoreReader.Read(node, files.Folder, Path.Combine(data, "remote-write"));
        bool isHalf = remote.Query is null != remote.Write is null;
        if (isHalf) node.Report("expected both \"query\" and \"write\": Heed reads back what it writes");
        return remote;
    }

    private static int Count(MappingReader reader, string key, int fallback) =>
        reader.TryGet(key, out DocumentNode? node) ? (int)node.ReadInteger(fallback, 1, StorageOptions.MostMaxSeries) : fallback;

    private static GlobalOptions ReadGlobal(MappingReader root)
    {
        if (!root.TryGet("global", out DocumentNode? node)) return new GlobalOptions();
        MappingReader reader = node.ReadMapping();
        (TimeSpan least, TimeSpan most) = (GlobalOptions.LeastInterval, GlobalOptions.MostInterval);
        GlobalOptions options = new()
        {
            SampleInterval = Duration(reader, "sample_interval", GlobalOptions.DefaultSampleInterval, least, most),
            EvaluationInterval = Duration(reader, "evaluation_interval", GlobalOptions.DefaultEvaluationInterval, least, most),
            SpreadEvaluations = reader.TryGet("spread_evaluations", out DocumentNode? spread) && spread.ReadBool(),
            LookbackDelta = Duration(reader, "lookback_delta", GlobalOptions.DefaultLookbackDelta, least, GlobalOptions.MostLookbackDelta),
            MetricAliases = !reader.TryGet("metric_aliases", out DocumentNode? aliases) || aliases.ReadBool(fallback: true),
            ExternalLabels = reader.TryGet("external_labels", out DocumentNode? labels) ? ReadLabels(labels) : LabelSet.Empty,
        };
        reader.Finish();
        return options;
    }

    private static LabelSet ReadLabels(DocumentNode node)
    {
        LabelSetBuilder labels = new();
        foreach ((string name, DocumentNode value) in node.ReadMapping().Members)
        {
            bool valid = Identifiers.IsLabelName(name) && !name.StartsWith("__", StringComparison.Ordinal);
            if (!valid) value.Report($"expected a label name of letters, digits and underscores that does not begin with two, found \"{name}\"");
            else labels.Set(name, value.ReadText());
        }

        return labels.Build();
    }

    private static IngestOptions ReadIngest(MappingReader root)
    {
        if (!root.TryGet("ingest", out DocumentNode? node)) return new IngestOptions();
        MappingReader reader = node.ReadMapping();
        long? body = reader.TryGet("max_body", out DocumentNode? size) ? size.ReadSize(IngestOptions.LeastMaxBodyBytes, IngestOptions.MostMaxBodyBytes) : null;
        IngestOptions options = new()
        {
            MaxAge = Duration(reader, "max_age", IngestOptions.DefaultMaxAge, IngestOptions.LeastMaxAge, IngestOptions.MostMaxAge),
            MaxFuture = Duration(reader, "max_future", IngestOptions.DefaultMaxFuture, TimeSpan.Zero, IngestOptions.MostMaxFuture),
            MaxBodyBytes = body ?? IngestOptions.DefaultMaxBodyBytes,
        };
        reader.Finish();
        return options;
    }

    private static TimeSpan Duration(MappingReader reader, string key, TimeSpan fallback, TimeSpan least, TimeSpan most) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadDuration(fallback, least, most) : fallback;
}
