using System.Globalization;

using Heed.Documents;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Model.Time;
using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>Reads one item of <c>models</c>.</summary>
internal sealed class ModelReader(ConfiguredFiles files, DocumentNode node, ObjectiveSettings objectiveDefaults)
{
    private const int MostNameLength = 128;
    private const int MostSegments = 20;

    private static readonly string[] Types = ["classification", "multiclass", "regression", "embedding"];

    private readonly MappingReader _reader = node.ReadMapping();

    /// <param name="lines">The lines of the models before, by their names.</param>
    public ModelConfiguration? Read(Dictionary<string, int> lines)
    {
        string name = ReadName(lines);
        ModelType? type = _reader.TryGet("type", out DocumentNode? typeNode) ? ReadType(typeNode) : null;
        (string? baseline, BaselineLearning? learning) = ReadBaseline(type);
        LabelOptions labels = _reader.TryGet("labels", out DocumentNode? labelsNode) ? LabelReader.Read(labelsNode) : new LabelOptions();
        Dictionary<string, FeatureOptions> features = _reader.TryGet("features", out DocumentNode? featuresNode) ? FeatureReader.Read(featuresNode) : [];
        string? team = _reader.TryGet("owner", out DocumentNode? owner) ? owner.ReadText() : null;
        ModelObjectives objectives = _reader.TryGet("slo", out DocumentNode? slo)
            ? ObjectivesReader.Read(slo, name, team, objectiveDefaults)
            : ModelObjectives.None with { Gate = objectiveDefaults.Gate };
        ModelOptions options = new()
        {
            Name = name,
            Type = type,
            Team = team,
            Segments = _reader.TryGet("segments", out DocumentNode? segments) ? ReadSegments(segments, features) : [],
            PositiveClass = _reader.TryGet("positive_class", out DocumentNode? positive) ? ReadPositiveClass(positive, type) : null,
            LowConfidence = (_reader.TryGet("low_confidence", out DocumentNode? low) ? low.ReadOpenRatio() : null) ?? ModelOptions.DefaultLowConfidence,
            Windows = _reader.TryGet("windows", out DocumentNode? windows) ? ReadWindows(windows) : new WindowOptions(),
            JoinWithin = labels.JoinWithin,
            OutcomeLimit = labels.Outstanding,
            ReviewShare = labels.Sample > 0 ? labels.Sample : null,
            Features = features,
            LatencyBoundsSeconds = objectives.LatencyBoundsSeconds,
            Promise = objectives.Promise,
        };
        SourceMapping source = _reader.TryGet("source", out DocumentNode? sourceNode) ? SourceMappingReader.Read(sourceNode) : SourceMapping.Default;
        _reader.Finish();
        bool isGiven = baseline is not null || learning is not null;
        return isGiven ? new ModelConfiguration(options, baseline, labels.Sample, objectives) { Learning = learning, Source = source } : null;
    }

    private string ReadName(Dictionary<string, int> lines)
    {
        if (!_reader.TryRequire("name", "the \"model\" of its events", out DocumentNode? written)) return "";
        string name = written.ReadText();
        if (written.Kind != NodeKind.Scalar) return "";
        if (name.Length is 0 or > MostNameLength || name.Any(char.IsControl))
        {
            written.Report($"expected a name of 1 to {MostNameLength} characters without control characters, found {written.Describe()}");
        }
        else if (!lines.TryAdd(name, written.Line))
        {
            written.Report($"expected another name for each model, found \"{name}\" again: it stands on line {lines[name]} too");
        }

        return name;
    }

    private static ModelType? ReadType(DocumentNode node)
    {
        switch (node.Text)
        {
            case "classification": return ModelType.Classification;
            case "multiclass": return ModelType.Multiclass;
            case "regression": return ModelType.Regression;
            case "embedding": return ModelType.Embedding;
            case "ranking":
                node.Report($"models of the type {node.Text} are not supported in this version: {string.Join(", ", Types)} are");
                return null;
            default:
                node.ReadWord(Types, "");
                return null;
        }
    }

    /// <summary>The key may be called <c>reference</c>, as other tools call a baseline.</summary>
    private (string? File, BaselineLearning? Learning) ReadBaseline(ModelType? type)
    {
        bool asReference = _reader.TryGet("reference", out DocumentNode? reference);
        if (asReference && _reader.TryGet("baseline", out _))
        {
            reference!.Report("expected either \"baseline\" or \"reference\", found both");
            return default;
        }

        if (!asReference && !_reader.TryRequire("baseline", "the path of a file of events or a CSV file", out reference)) return default;
        return reference!.Kind == NodeKind.Mapping
            ? (null, LearningReader.Read(reference, type))
            : (files.ReadFile(reference, "a file of events or a CSV file"), null);
    }

    private static List<string> ReadSegments(DocumentNode node, Dictionary<string, FeatureOptions> features)
    {
        List<string> segments = [];
        foreach (DocumentNode item in node.ReadSequence())
        {
            string segment = item.Text ?? "";
            bool ignored = features.TryGetValue(segment, out FeatureOptions? feature) && feature.Ignore;
            string? mistake = segment.Length == 0 ? $"expected the name of a segment key, found {item.Describe()}"
                : segments.Contains(segment) ? $"expected each segment key once, found \"{segment}\" again"
                : ignored ? $"expected a segment key that is not ignored, found \"{segment}\", which \"features\" ignores"
                : null;
            if (mistake is null) segments.Add(segment);
            else item.Report(mistake);
        }

        if (segments.Count > MostSegments) node.Report($"expected at most {MostSegments} segment keys, found {segments.Count}");
        return segments;
    }

    private static string? ReadPositiveClass(DocumentNode node, ModelType? type)
    {
        if (type is null or ModelType.Classification) return node.ReadText();
        node.Report($"expected no positive class: only models of the type classification have one, this one is {type.Value.ToString().ToLowerInvariant()}");
        return null;
    }

    private static WindowOptions ReadWindows(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        WindowOptions options = reader.TryGet("drift", out DocumentNode? drift) ? ReadDrift(drift) : new WindowOptions();
        if (reader.TryGet("every", out DocumentNode? every)) options = ReadEvery(every, options);
        if (reader.TryGet("quality", out DocumentNode? quality))
        {
            options = options with { Quality = quality.ReadDuration(WindowOptions.DefaultQuality, WindowOptions.LeastDuration, WindowOptions.MostDuration) };
        }

        TimeSpan most = options.DriftDuration ?? WindowOptions.MostDuration;
        if (reader.TryGet("lateness", out DocumentNode? lateness))
        {
            options = options with { Lateness = lateness.ReadDuration(TimeSpan.Zero, TimeSpan.Zero, most) };
        }
        else if (options.Lateness > most)
        {
            options = options with { Lateness = most };
        }

        if (reader.TryGet("revise_within", out DocumentNode? revise))
        {
            options = options with { RevisedWithin = revise.ReadDuration(TimeSpan.Zero, TimeSpan.Zero, WindowOptions.MostDuration) };
        }

        foreach (string mistake in options.Validate()) node.Report(mistake);
        reader.Finish();
        return options;
    }

    /// <summary>A divisor of the window, in the unit of the window.</summary>
    private static WindowOptions ReadEvery(DocumentNode node, WindowOptions options)
    {
        if (options.DriftDuration is { } duration)
        {
            return options with { EveryDuration = node.ReadDuration(duration, WindowOptions.LeastDuration, duration) };
        }

        return options with { EveryRecords = (int)node.ReadInteger(options.DriftRecords, 1, options.DriftRecords) };
    }

    /// <summary>A number of records, or the time that a window covers.</summary>
    private static WindowOptions ReadDrift(DocumentNode node)
    {
        if (int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int _))
        {
            long records = node.ReadInteger(WindowOptions.DefaultDriftRecords, WindowOptions.LeastDriftRecords, WindowOptions.MostDriftRecords);
            return new WindowOptions { DriftRecords = (int)records };
        }

        ParseResult<TimeSpan> duration = PrometheusDuration.Parse(node.Text ?? "");
        if (duration.IsSuccess && duration.Value >= WindowOptions.LeastDuration && duration.Value <= WindowOptions.MostDuration)
        {
            return new WindowOptions { DriftDuration = duration.Value };
        }

        node.Report(
            $"expected a number of records from {WindowOptions.LeastDriftRecords} to {WindowOptions.MostDriftRecords} or a duration from " +
            $"{PrometheusDuration.Format(WindowOptions.LeastDuration)} to {PrometheusDuration.Format(WindowOptions.MostDuration)}, found {node.Describe()}");
        return new WindowOptions();
    }
}
