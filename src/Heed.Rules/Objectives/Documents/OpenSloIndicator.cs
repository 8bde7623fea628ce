using System.Globalization;

using Heed.Documents;
using Heed.Model.Time;
using Heed.Query.Syntax;

namespace Heed.Rules.Objectives.Documents;

/// <summary>The indicator of an OpenSLO document, which its objectives and budgeting method turn into what is measured.</summary>
internal sealed class OpenSloIndicator
{
    private const string Expected = "expected \"ratioMetric\" or \"thresholdMetric\", found neither";

    private static readonly string[] Sources = ["Prometheus", "prometheus", "Any"];

    private readonly EventIndicator? _events;
    private readonly string? _badRatio;
    private readonly string? _threshold;

    private OpenSloIndicator(EventIndicator? events, string? badRatio, string? threshold)
    {
        _events = events;
        _badRatio = badRatio;
        _threshold = threshold;
    }

    public static OpenSloIndicator? Read(MappingReader reader)
    {
        OpenSloIndicator? indicator = null;
        if (reader.TryGet("ratioMetric", out DocumentNode? ratio)) indicator = ReadRatio(ratio.ReadMapping());
        else if (!reader.TryGet("thresholdMetric", out DocumentNode? threshold)) reader.Node.Report(Expected);
        else if (ReadSource(threshold, out _) is { } query) indicator = new OpenSloIndicator(null, null, query);
        reader.Finish();
        return indicator;
    }

    /// <summary>Null where the objective does not fit, which is reported.</summary>
    public Indicator? For(DocumentNode objective, string method, OpenSloCondition condition)
    {
        if (_threshold is not null)
        {
            if (condition.Op.Length > 0 && condition.Value is { } bound)
            {
                return Slices($"max({_threshold}) {condition.BadOperator} bool {Number(bound)}", condition);
            }

            objective.Report("expected \"op\" and \"value\": the metric is a threshold's");
            return null;
        }

        string ratio = _badRatio ?? BadRatio(_events!, condition.Slice);
        if (method == "RatioTimeslices") return Slices(ratio, condition);
        if (method == "Timeslices" && !double.IsNaN(condition.SliceTarget)) return Slices($"({ratio}) > bool {Number(1 - condition.SliceTarget)}", condition);
        if (method == "Timeslices") objective.Report("expected \"timeSliceTarget\" (the least share of good events in a good slice), found none");
        return method == "Timeslices" ? null : (Indicator?)_events ?? Slices(ratio, condition);
    }

    private static SliceIndicator Slices(string expression, OpenSloCondition condition) => new(expression, condition.Slice);

    private static string BadRatio(EventIndicator events, TimeSpan slice)
    {
        string range = PrometheusDuration.Format(slice);
        string ratio = $"({Indicator.Over(events.Query, range)}) / (({Indicator.Over(events.Total, range)}) > 0)";
        return events.Counted == CountedEvents.Bad ? ratio : $"1 - {ratio}";
    }

    private static OpenSloIndicator? ReadRatio(MappingReader reader)
    {
        bool isCounter = reader.TryGet("counter", out DocumentNode? counter) && counter.ReadBool();
        string? rawType = reader.TryGet("rawType", out DocumentNode? type) ? type.ReadWord(["success", "failure"], "failure") : null;
        string? raw = reader.TryGet("raw", out DocumentNode? rawNode) ? ReadSource(rawNode, out _) : null;
        string? total = ReadEvents(reader, "total", isCounter);
        string? good = ReadEvents(reader, "good", isCounter);
        string? bad = ReadEvents(reader, "bad", isCounter);
        reader.Finish();
        if (rawNode is not null) return raw is null ? null : new OpenSloIndicator(null, rawType == "success" ? $"1 - ({raw})" : raw, null);
        bool isWhole = total is not null && good is null != bad is null;
        if (!isWhole && !reader.Node.Document.Diagnostics.HasErrors) reader.Node.Report("expected \"total\" and one of \"good\" and \"bad\", or \"raw\"");
        if (!isWhole) return null;

        // Where nothing was ever counted there is no series: that is none, not unknown.
        string query = $"({good ?? bad}) or on () (({total}) * 0)";
        return new OpenSloIndicator(new EventIndicator(good is null ? CountedEvents.Bad : CountedEvents.Good, query, total!), null, null);
    }

    private static string? ReadEvents(MappingReader reader, string key, bool isCounter)
    {
        if (!reader.TryGet(key, out DocumentNode? node) || ReadSource(node, out DocumentNode? place) is not { } query) return null;
        if (Indicator.HasWindow(query)) return query;
        if (PromqlParser.Parse(query).Value is VectorSelector)
        {
            return isCounter ? $"sum(rate({query}[{Indicator.WindowPlace}]))" : $"sum(sum_over_time({query}[{Indicator.WindowPlace}]))";
        }

        place?.Report("expected {{.window}} in the query, as in sum(rate(requests_total[{{.window}}])), or a selector alone");
        return null;
    }

    /// <summary>The query of a metric source; null where it has none that can be used, which is reported.</summary>
    private static string? ReadSource(DocumentNode node, out DocumentNode? place)
    {
        place = null;
        MappingReader outer = node.ReadMapping();
        if (!outer.TryRequire("metricSource", "where the figures are", out DocumentNode? source)) return null;
        MappingReader reader = source.ReadMapping();
        reader.IsWritten("metricSourceRef");
        if (reader.TryGet("type", out DocumentNode? type)) type.ReadWord(Sources, "");
        string? query = null;
        if (reader.TryRequire("spec", "with a query", out DocumentNode? spec))
        {
            MappingReader fields = spec.ReadMapping();
            bool isThere = fields.TryGet("query", out place) || fields.TryGet("promql", out place);
            if (!isThere) spec.Report("expected the key \"query\" (a PromQL query), found none");
            else if (PromqlText.TryRead(place!, out string? text)) query = text;
            fields.Finish();
        }

        reader.Finish();
        outer.Finish();
        return query;
    }

    private static string Number(double value) => Math.Round(value, 12).ToString("R", CultureInfo.InvariantCulture);
}
