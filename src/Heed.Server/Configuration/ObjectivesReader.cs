using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring.Rankings;
using Heed.Rules.Objectives;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>slo</c> of a model: each objective as its bound alone, or as a mapping with the bound and what else it says.</summary>
internal sealed class ObjectivesReader
{
    private static readonly TimeSpan LeastLatency = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostLatency = TimeSpan.FromHours(1);
    private static readonly TimeSpan LeastFreshness = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostFreshness = TimeSpan.FromDays(400);

    private readonly MappingReader _reader;
    private readonly string _model;
    private readonly string? _team;
    private readonly bool _mayRank;
    private readonly ObjectiveSettings _settings;
    private readonly List<ServiceLevelObjective> _objectives = [];
    private readonly SortedSet<int> _cutoffs = [];

    private ObjectivesReader(MappingReader reader, string model, ModelType? type, string? team, ObjectiveSettings defaults)
    {
        _mayRank = type is null or ModelType.Ranking;
        _reader = reader;
        _model = model;
        _team = team;
        _settings = ObjectiveSettingsReader.ReadGate(reader, ObjectiveSettingsReader.ReadShared(reader, defaults));
    }

    /// <param name="node">The value of <c>slo</c>.</param>
    /// <param name="model">Whose it is.</param>
    /// <param name="type">The model's, where the file says it.</param>
    /// <param name="team">The label <c>team</c> of its alerts; null for none.</param>
    /// <param name="defaults">What the file's own <c>slo</c> says.</param>
    public static ModelObjectives Read(DocumentNode node, string model, ModelType? type, string? team, ObjectiveSettings defaults) =>
        new ObjectivesReader(node.ReadMapping(), model, type, team, defaults).Read();

    private ModelObjectives Read()
    {
        ModelObjectives objectives = new()
        {
            LatencyP50 = ReadLatency("latency_p50", 0.5),
            LatencyP95 = ReadLatency("latency_p95", 0.95),
            LatencyP99 = ReadLatency("latency_p99", 0.99),
            Availability = ReadErrors("availability", isShareOfErrors: false),
            ErrorRate = ReadErrors("error_rate", isShareOfErrors: true),
            Accuracy = ReadSliced(
                "accuracy", "accuracy", ConfigurationScalars.ReadOpenRatio, (bound, slice) => ModelIndicators.Accuracy(_model, bound, slice)),
            ThroughputPerSecond = ReadSliced(
                "throughput", "throughput", ConfigurationScalars.ReadRate, (bound, slice) => ModelIndicators.Throughput(_model, bound, slice)),
            CostPer1000 = ReadSliced("cost_per_1000", "cost", ReadCost, (bound, slice) => ModelIndicators.Cost(_model, bound, slice)),
        };
        ReadSliced("freshness", "freshness", ReadAge, (bound, slice) => ModelIndicators.Freshness(_model, TimeSpan.FromSeconds(bound), slice));
        ReadQuality();
        if (_mayRank) ReadRankings();
        if (objectives.LatencyP50 > (objectives.LatencyP95 ?? objectives.LatencyP99)) ReportOrder("latency_p50");
        if (objectives.LatencyP95 > objectives.LatencyP99) ReportOrder("latency_p95");
        _reader.Finish();
        return objectives with { All = _objectives, Cutoffs = _cutoffs.Count == 0 ? [] : [.. _cutoffs], Gate = _settings.Gate };
    }

    private void ReportOrder(string key)
    {
        if (!TryTake(key, out DocumentNode? bound, out _, report: false)) return;
        bound!.Report($"expected a latency of at most the next higher percentile's, found {bound.Describe()}");
    }

    private TimeSpan? ReadLatency(string key, double percentile)
    {
        if (!TryTake(key, out DocumentNode? bound, out ObjectiveSettings settings)) return null;
        TimeSpan latency = bound!.ReadDuration(TimeSpan.Zero, LeastLatency, MostLatency);
        if (latency == TimeSpan.Zero) return null;
        Add(key.Replace('_', '-'), "latency", percentile, ModelIndicators.Latency(_model, latency), settings);
        return latency;
    }

    private double? ReadErrors(string key, bool isShareOfErrors)
    {
        if (!TryTake(key, out DocumentNode? bound, out ObjectiveSettings settings) || bound!.ReadOpenRatio() is not { } share) return null;
        double target = isShareOfErrors ? 1 - share : share;
        Add(key.Replace('_', '-'), key, target, ModelIndicators.Errors(_model), settings);
        return share;
    }

    private double? ReadSliced(
        string key, string type, Func<DocumentNode, double?> read, Func<double, TimeSpan, Indicator> indicator, string? name = null)
    {
        if (!TryTake(key, out DocumentNode? node, out ObjectiveSettings settings, isSliced: true) || read(node!) is not { } bound) return null;
        Add(name ?? type, type, settings.Target, indicator(bound, settings.Slice), settings);
        return bound;
    }

    private void ReadQuality()
    {
        if (!_reader.TryGet("quality", out DocumentNode? node)) return;
        IReadOnlyList<DocumentNode> items = node.Kind == NodeKind.Sequence ? node.ReadSequence() : [node];
        HashSet<string> metrics = new(StringComparer.Ordinal);
        foreach (DocumentNode item in items)
        {
            MappingReader reader = item.ReadMapping();
            string metric = reader.TryRequire("metric", "as in ml_model_quality", out DocumentNode? name) ? name.ReadText() : "";
            bool isLeast = reader.TryGet("least", out DocumentNode? least);
            bool isMost = reader.TryGet("most", out DocumentNode? most);
            if (isLeast == isMost) item.Report("expected one of \"least\" and \"most\" (the bound of the figure)");
            if (!metrics.Add(metric)) item.Report($"expected each metric once, found a second {metric}");
            if (_mayRank && RankingMetrics.TryReadCutoff(metric, out int cutoff)) _cutoffs.Add(cutoff);
            double bound = (least ?? most)?.ReadNumber(double.NaN) ?? double.NaN;
            ObjectiveSettings settings = ReadOwn(reader, isSliced: true);
            reader.Finish();
            if (double.IsNaN(bound)) continue;
            Indicator indicator = ModelIndicators.Quality(_model, metric, new QualityBound(bound, isLeast), settings.Slice);
            Add($"quality-{metric}", "quality", settings.Target, indicator, settings);
        }
    }

    /// <summary>The least mean of a figure of ranked lists, by the name of the figure: <c>ndcg_at_10: 0.35</c>.</summary>
    private void ReadRankings()
    {
        foreach (string metric in _reader.Members.Select(m => m.Key).Where(k => RankingMetrics.TryReadCutoff(k, out _)))
        {
            RankingMetrics.TryReadCutoff(metric, out int cutoff);
            _cutoffs.Add(cutoff);
            ReadSliced(
                metric,
                "quality",
                ConfigurationScalars.ReadOpenRatio,
                (bound, slice) => ModelIndicators.Quality(_model, metric, new QualityBound(bound, IsLeast: true), slice),
                name: $"quality-{metric}");
        }
    }

    /// <summary>The bound of an objective, written alone or under <c>bound</c>.</summary>
    private bool TryTake(string key, out DocumentNode? bound, out ObjectiveSettings settings, bool isSliced = false, bool report = true)
    {
        settings = _settings;
        if (!_reader.TryGet(key, out bound)) return false;
        if (bound.Kind != NodeKind.Mapping) return true;
        MappingReader reader = bound.ReadMapping();
        if (!report) return reader.TryGet("bound", out bound);
        bool isThere = reader.TryRequire("bound", "what is promised", out bound);
        settings = ReadOwn(reader, isSliced);
        reader.Finish();
        return isThere;
    }

    private ObjectiveSettings ReadOwn(MappingReader reader, bool isSliced)
    {
        ObjectiveSettings settings = ObjectiveSettingsReader.ReadShared(reader, _settings);
        if (reader.TryGet("enabled", out DocumentNode? enabled)) settings = settings with { IsEnabled = enabled.ReadBool(fallback: true) };
        if (!reader.TryGet("target", out DocumentNode? target)) return settings;
        if (isSliced) return settings with { Target = target.ReadOpenRatio() ?? ObjectiveSettings.DefaultTarget };
        target.Report("expected no \"target\" here: the key and its bound say which share of requests has to be good");
        return settings;
    }

    private void Add(string name, string type, double target, Indicator indicator, ObjectiveSettings settings)
    {
        if (!settings.IsEnabled) return;
        ObjectiveAlert alert = settings.Runbook is { } runbook ? new ObjectiveAlert([], [new Label("runbook_url", runbook)]) : ObjectiveAlert.Plain;
        _objectives.Add(new ServiceLevelObjective
        {
            Service = _model,
            Name = name,
            Type = type,
            // 99.9% is 0.999, and not what dividing by 100 leaves of it.
            Target = Math.Round(target, 12),
            Indicator = indicator,
            Window = settings.Window,
            Team = _team,
            Pairs = BurnRateWindows.For(settings.Window.Length),
            Page = settings.Pages ? alert : null,
            Ticket = settings.Tickets ? alert : null,
        });
    }

    private static double? ReadCost(DocumentNode node)
    {
        double cost = node.ReadNumber(double.NaN, 0);
        if (cost == 0) node.Report($"expected a cost above 0, found {node.Describe()}");
        return cost > 0 ? cost : null;
    }

    private static double? ReadAge(DocumentNode node)
    {
        TimeSpan age = node.ReadDuration(TimeSpan.Zero, LeastFreshness, MostFreshness);
        return age == TimeSpan.Zero ? null : age.TotalSeconds;
    }
}
