using System.Globalization;

using Heed.Documents;
using Heed.Http;
using Heed.Ingest.Exposition;
using Heed.Ingest.Relabelling;

namespace Heed.Ingest.Scraping;

/// <summary>Reads one scrape job with Prometheus' keys, defaults and checks.</summary>
internal sealed class ScrapeJobReader(string folder)
{
    private const string DiscoverySuffix = "_sd_configs";
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(1);

    private static readonly Dictionary<string, ExpositionFormat> ProtocolNames = new()
    {
        ["PrometheusText0.0.4"] = ExpositionFormat.Text,
        ["OpenMetricsText1.0.0"] = ExpositionFormat.OpenMetrics,
        ["PrometheusText1.0.0"] = ExpositionFormat.Text,
        ["OpenMetricsText0.0.1"] = ExpositionFormat.OpenMetrics,
    };

    private static readonly string[] OtherDiscoveries =
    [
        "aws", "azure", "consul", "digitalocean", "dns", "docker", "dockerswarm", "ec2", "eureka", "gce", "hetzner", "http", "ionos",
        "kubernetes", "kuma", "lightsail", "linode", "marathon", "nerve", "nomad", "openstack", "ovhcloud", "puppetdb", "scaleway",
        "serverset", "stackit", "triton", "uyuni", "vultr",
    ];

    private static readonly string[] NotSupported =
    [
        "scrape_classic_histograms", "always_scrape_classic_histograms", "convert_classic_histograms_to_nhcb", "scrape_native_histograms",
        "native_histogram_bucket_limit", "native_histogram_min_bucket_factor", "keep_dropped_targets", "metric_name_validation_scheme",
        "metric_name_escaping_scheme", "scrape_failure_log_file", "extra_scrape_metrics",
    ];

    public ScrapeJobOptions Read(DocumentNode node, ScrapeJobOptions defaults)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("job_name", "the name of the job", out DocumentNode? nameNode) ? nameNode.ReadText() : "";
        if (nameNode is not null && name.Length == 0) nameNode.Report("expected the name of the job, found an empty one");
        ScrapeJobOptions job = ReadShared(reader, defaults with { Name = name });
        job = job with
        {
            MetricsPath = reader.TryGet("metrics_path", out DocumentNode? path) ? path.ReadText() : job.MetricsPath,
            Scheme = reader.TryGet("scheme", out DocumentNode? scheme) ? scheme.ReadWord(["http", "https"], job.Scheme) : job.Scheme,
            Parameters = reader.TryGet("params", out DocumentNode? parameters) ? ReadParameters(parameters) : [],
            HonorsLabels = reader.TryGet("honor_labels", out DocumentNode? labels) && labels.ReadBool(),
            HonorsTimestamps = !reader.TryGet("honor_timestamps", out DocumentNode? times) || times.ReadBool(true),
            TracksTimestampsStaleness = reader.TryGet("track_timestamps_staleness", out DocumentNode? tracks) && tracks.ReadBool(),
            AcceptsCompression = !reader.TryGet("enable_compression", out DocumentNode? gzip) || gzip.ReadBool(true),
            FallbackProtocol = reader.TryGet("fallback_scrape_protocol", out DocumentNode? fallback) ? ReadProtocol(fallback) : null,
            StaticGroups = reader.TryGet("static_configs", out DocumentNode? groups) ? ReadGroups(groups) : [],
            FileDiscoveries = reader.TryGet("file_sd_configs", out DocumentNode? files) ? ReadDiscoveries(files) : [],
            TargetRelabelling = reader.TryGet("relabel_configs", out DocumentNode? relabel) ? RelabelRuleReader.ReadAll(relabel) : [],
            MetricRelabelling = reader.TryGet("metric_relabel_configs", out DocumentNode? metrics)
                ? RelabelRuleReader.ReadAll(metrics)
                : [],
            Http = new HttpOptionsReader(folder).Read(reader),
        };
        RefuseOthers(reader);
        reader.Finish();
        return job;
    }

    /// <summary>The keys that a job and the global defaults have in common.</summary>
    internal static ScrapeJobOptions ReadShared(MappingReader reader, ScrapeJobOptions defaults)
    {
        TimeSpan interval = reader.TryGet("scrape_interval", out DocumentNode? intervalNode)
            ? intervalNode.ReadDuration(defaults.Interval, ShortestInterval, LongestInterval)
            : defaults.Interval;
        TimeSpan timeout = defaults.Timeout < interval ? defaults.Timeout : interval;
        if (reader.TryGet("scrape_timeout", out DocumentNode? timeoutNode))
        {
            timeout = timeoutNode.ReadDuration(timeout, ShortestTimeout, interval);
        }

        return defaults with
        {
            Interval = interval,
            Timeout = timeout,
            Protocols = reader.TryGet("scrape_protocols", out DocumentNode? protocols)
                ? ReadProtocols(protocols, defaults.Protocols)
                : defaults.Protocols,
            Limits = new ScrapeLimits
            {
                Samples = ReadCount(reader, "sample_limit", defaults.Limits.Samples),
                Labels = ReadCount(reader, "label_limit", defaults.Limits.Labels),
                LabelNameLength = ReadCount(reader, "label_name_length_limit", defaults.Limits.LabelNameLength),
                LabelValueLength = ReadCount(reader, "label_value_length_limit", defaults.Limits.LabelValueLength),
                Targets = ReadCount(reader, "target_limit", defaults.Limits.Targets),
                BodyBytes = reader.TryGet("body_size_limit", out DocumentNode? body) ? ReadSize(body) : defaults.Limits.BodyBytes,
            },
        };
    }

    private static long ReadCount(MappingReader reader, string key, long fallback) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadInteger(fallback, least: 0) : fallback;

    /// <summary>As Prometheus writes sizes: a number and B, KB, MB or GB, each 1,024 times the one before; KiB is the same as KB.</summary>
    private static long ReadSize(DocumentNode node)
    {
        string text = node.ReadText();
        if (text == "0") return 0;
        int digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.')) digits++;
        bool number = double.TryParse(text.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out double count);
        int power = text[digits..].Replace("i", "", StringComparison.Ordinal) switch { "B" => 0, "KB" => 1, "MB" => 2, "GB" => 3, _ => -1 };
        double bytes = power < 0 || !number ? -1 : count * Math.Pow(1024, power);
        if (bytes is >= 1 and <= ScrapeLimits.MaxBodyBytes) return (long)bytes;
        node.Report($"expected a size such as 10MB, at most {ScrapeLimits.MaxBodyBytes >> 20}MB, found {node.Describe()}");
        return 0;
    }

    private static IReadOnlyList<ExpositionFormat> ReadProtocols(DocumentNode list, IReadOnlyList<ExpositionFormat> fallback)
    {
        List<ExpositionFormat> protocols = [];
        foreach (DocumentNode item in list.ReadSequence())
        {
            if (ReadProtocol(item) is { } protocol && !protocols.Contains(protocol)) protocols.Add(protocol);
        }

        return protocols.Count > 0 ? protocols : fallback;
    }

    private static ExpositionFormat? ReadProtocol(DocumentNode node) =>
        ProtocolNames.TryGetValue(node.ReadWord([.. ProtocolNames.Keys], ""), out ExpositionFormat protocol) ? protocol : null;

    private static List<KeyValuePair<string, IReadOnlyList<string>>> ReadParameters(DocumentNode node) =>
        [.. node.ReadMapping().Members.Select(m => KeyValuePair.Create(m.Key, m.Value.ReadTextList()))];

    private static List<TargetGroup> ReadGroups(DocumentNode list)
    {
        List<TargetGroup> groups = [];
        foreach (DocumentNode item in list.ReadSequence()) groups.Add(TargetGroupReader.Read(item, TargetGroupReader.StaticSource));
        return groups;
    }

    private List<FileDiscoveryOptions> ReadDiscoveries(DocumentNode list)
    {
        List<FileDiscoveryOptions> discoveries = [];
        foreach (DocumentNode item in list.ReadSequence())
        {
            MappingReader reader = item.ReadMapping();
            List<string> patterns = [];
            if (reader.TryRequire("files", "paths of .json, .yml or .yaml files", out DocumentNode? files))
            {
                patterns.AddRange(files.ReadSequence().Select(ReadPattern));
            }

            TimeSpan refresh = reader.TryGet("refresh_interval", out DocumentNode? node)
                ? node.ReadDuration(FileDiscoveryOptions.DefaultRefreshInterval, ShortestInterval)
                : FileDiscoveryOptions.DefaultRefreshInterval;
            reader.Finish();
            discoveries.Add(new FileDiscoveryOptions(patterns, refresh));
        }

        return discoveries;
    }

    private string ReadPattern(DocumentNode node)
    {
        string path = Path.GetFullPath(node.ReadText("targets.json"), Path.GetFullPath(folder));
        bool known = Path.GetExtension(path).ToLowerInvariant() is ".json" or ".yml" or ".yaml";
        bool wild = Path.GetDirectoryName(path)!.Contains('*', StringComparison.Ordinal) || Path.GetFileName(path).Count(c => c == '*') > 1;
        if (!known || wild)
        {
            node.Report(
                $"expected a path that ends in .json, .yml or .yaml, with at most one * and that in its last part, found {node.Describe()}");
        }

        return path;
    }

    /// <summary>Only keys that are written are asked for: those that are not should not be offered as known ones.</summary>
    private static void RefuseOthers(MappingReader reader)
    {
        foreach (string key in reader.Members.Select(m => m.Key))
        {
            bool discovery = key.EndsWith(DiscoverySuffix, StringComparison.Ordinal)
                && OtherDiscoveries.Contains(key[..^DiscoverySuffix.Length]);
            if (!discovery && !NotSupported.Contains(key)) continue;
            if (!reader.TryGet(key, out DocumentNode? node)) continue;
            node.Report(discovery
                ? $"\"{key}\" is not supported: Heed finds targets by static_configs and file_sd_configs; "
                    + "let a program write what it discovers to a file"
                : $"\"{key}\" is not supported: remove the key");
        }
    }
}
