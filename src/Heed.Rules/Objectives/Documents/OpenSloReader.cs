using Heed.Documents;

namespace Heed.Rules.Objectives.Documents;

/// <summary>Reads OpenSLO's <c>v1</c>: objects of kind <c>SLO</c> with their indicator in them, or the name of one of kind <c>SLI</c>.</summary>
internal static class OpenSloReader
{
    /// <summary>Kinds that say who measures, who is told and how: Heed has other files for these.</summary>
    private static readonly string[] Kinds = ["SLO", "SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"];

    private static readonly string[] Methods = ["Occurrences", "Timeslices", "RatioTimeslices"];

    public static IReadOnlyList<ServiceLevelObjective> Read(MappingReader root, OpenSloIndicators indicators)
    {
        string kind = root.TryRequire("kind", "SLO", out DocumentNode? written) ? written.ReadWord(Kinds, "") : "";
        if (kind != "SLO") return [];
        string name = ReadName(root);
        IReadOnlyList<ServiceLevelObjective> objectives = root.TryRequire("spec", "the objective", out DocumentNode? spec)
            ? ReadSpec(spec.ReadMapping(), name, indicators)
            : [];
        root.Finish();
        return objectives;
    }

    /// <summary>The name in the metadata, whose other members are for people.</summary>
    internal static string ReadName(MappingReader root)
    {
        if (!root.TryRequire("metadata", "with a name", out DocumentNode? metadata)) return "";
        MappingReader reader = metadata.ReadMapping();
        string name = DocumentTexts.RequireName(reader, "name", "a name, unique within the service");
        foreach (string key in (string[])["displayName", "labels", "annotations"]) reader.IsWritten(key);
        reader.Finish();
        return name;
    }

    internal static double ReadTarget(DocumentNode node)
    {
        double target = node.ReadNumber(double.NaN);
        bool isShare = target is > 0 and < 1;
        if (!isShare && !double.IsNaN(target)) node.Report($"expected a share above 0 and below 1, found {node.Describe()}");
        return isShare ? target : double.NaN;
    }

    private static List<ServiceLevelObjective> ReadSpec(MappingReader spec, string name, OpenSloIndicators indicators)
    {
        string service = DocumentTexts.RequireName(spec, "service", "the service that promises, as the name of a model");
        string description = spec.TryGet("description", out DocumentNode? text) ? text.ReadText() : "";
        string method = spec.TryRequire("budgetingMethod", string.Join(", ", Methods), out DocumentNode? budgeting)
            ? budgeting.ReadWord(Methods, Methods[0])
            : Methods[0];
        BudgetWindow window = spec.TryRequire("timeWindow", "a list of one window", out DocumentNode? windows)
            ? OpenSloWindow.Read(windows)
            : BudgetWindow.Default;
        OpenSloIndicator? indicator = ReadIndicator(spec, indicators);
        foreach (string key in (string[])["alertPolicies", "displayName"]) spec.IsWritten(key);
        List<ServiceLevelObjective> objectives = [];
        IReadOnlyList<DocumentNode> items = spec.TryRequire("objectives", "a list", out DocumentNode? list) ? list.ReadSequence() : [];
        foreach (DocumentNode item in items)
        {
            if (ReadObjective(item.ReadMapping(), indicator, method) is not { } read) continue;
            objectives.Add(new ServiceLevelObjective
            {
                Service = service,
                Name = items.Count == 1 ? name : $"{name}-{objectives.Count}",
                Type = read.Indicator is SliceIndicator ? "timeslices" : "events",
                Target = read.Target,
                Indicator = read.Indicator,
                Description = description,
                Window = window,
                Pairs = BurnRateWindows.For(window.Length),
            });
        }

        spec.Finish();
        return objectives;
    }

    private static OpenSloIndicator? ReadIndicator(MappingReader spec, OpenSloIndicators indicators)
    {
        if (spec.TryGet("indicatorRef", out DocumentNode? reference))
        {
            if (spec.TryGet("indicator", out DocumentNode? second)) second.Report("expected one of \"indicator\" and \"indicatorRef\", found both");
            return indicators.Find(reference);
        }

        if (!spec.TryRequire("indicator", "what is measured", out DocumentNode? node)) return null;
        MappingReader reader = node.ReadMapping();
        reader.IsWritten("metadata");
        OpenSloIndicator? indicator = reader.TryRequire("spec", "ratioMetric or thresholdMetric", out DocumentNode? inner)
            ? OpenSloIndicator.Read(inner.ReadMapping())
            : null;
        reader.Finish();
        return indicator;
    }

    private static (double Target, Indicator Indicator)? ReadObjective(MappingReader reader, OpenSloIndicator? indicator, string method)
    {
        double target = double.NaN;
        if (reader.TryGet("targetPercent", out DocumentNode? percent)) target = percent.ReadNumber(double.NaN, 0.000001, 99.9999999) / 100;
        else if (reader.TryRequire("target", "the least share of good ones", out DocumentNode? share)) target = ReadTarget(share);
        string op = reader.TryGet("op", out DocumentNode? written) ? written.ReadWord(["lt", "lte", "gt", "gte"], "lt") : "";
        double? value = reader.TryGet("value", out DocumentNode? bound) ? bound.ReadNumber(0) : null;
        double sliceTarget = reader.TryGet("timeSliceTarget", out DocumentNode? sliceShare) ? ReadTarget(sliceShare) : double.NaN;
        TimeSpan slice = reader.TryGet("timeSliceWindow", out DocumentNode? length)
            ? length.ReadDuration(TimeSpan.FromMinutes(1), SliceIndicator.Least, SliceIndicator.Most)
            : TimeSpan.FromMinutes(1);
        reader.IsWritten("displayName");
        Indicator? made = indicator?.For(reader.Node, method, new OpenSloCondition(op, value, sliceTarget, slice));
        reader.Finish();
        return made is null || double.IsNaN(target) ? null : (target, made);
    }
}
