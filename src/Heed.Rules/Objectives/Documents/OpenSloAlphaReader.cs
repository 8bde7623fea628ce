using Heed.Documents;

namespace Heed.Rules.Objectives.Documents;

/// <summary>
/// Reads OpenSLO's <c>v1alpha</c> as Sloth does: ratios of good and total events; nobody is alerted, since the format cannot say who.
/// </summary>
internal static class OpenSloAlphaReader
{
    public static IReadOnlyList<ServiceLevelObjective> Read(MappingReader root)
    {
        if (root.TryGet("kind", out DocumentNode? kind)) kind.ReadWord(["SLO"], "");
        string name = OpenSloReader.ReadName(root);
        List<ServiceLevelObjective> objectives = [];
        if (root.TryRequire("spec", "the objective", out DocumentNode? node))
        {
            MappingReader spec = node.ReadMapping();
            string service = DocumentTexts.RequireName(spec, "service", "the service that promises");
            string description = spec.TryGet("description", out DocumentNode? text) ? text.ReadText() : "";
            if (spec.TryGet("budgetingMethod", out DocumentNode? method)) method.ReadWord(["Occurrences"], "");
            TimeSpan period = spec.TryRequire("timeWindows", "a list of one window", out DocumentNode? windows)
                ? ReadPeriod(windows)
                : BudgetWindow.Default.Length;
            if (spec.TryRequire("objectives", "a list", out DocumentNode? list))
            {
                foreach (DocumentNode item in list.ReadSequence())
                {
                    if (ReadObjective(item.ReadMapping()) is not { } read) continue;
                    objectives.Add(new ServiceLevelObjective
                    {
                        Service = service,
                        Name = $"{name}-{objectives.Count}",
                        Type = "events",
                        Target = read.Target,
                        Indicator = read.Indicator,
                        Description = description,
                        Style = RuleStyle.Sloth,
                        Window = new BudgetWindow(period),
                        Pairs = BurnRateWindows.For(period),
                        Page = null,
                        Ticket = null,
                    });
                }
            }

            spec.Finish();
        }

        root.Finish();
        return objectives;
    }

    private static (double Target, Indicator Indicator)? ReadObjective(MappingReader reader)
    {
        double target = reader.TryRequire("target", "the least share of good events", out DocumentNode? written)
            ? OpenSloReader.ReadTarget(written)
            : double.NaN;
        reader.IsWritten("displayName");
        Indicator? indicator = null;
        if (reader.TryRequire("ratioMetrics", "good and total events", out DocumentNode? node))
        {
            MappingReader ratio = node.ReadMapping();
            ratio.IsWritten("counter");
            string? good = ReadQuery(ratio, "good");
            string? total = ReadQuery(ratio, "total");
            if (good is not null && total is not null) indicator = new EventIndicator(CountedEvents.Good, good, total);
            ratio.Finish();
        }

        reader.Finish();
        return indicator is null || double.IsNaN(target) ? null : (target, indicator);
    }

    private static string? ReadQuery(MappingReader ratio, string key)
    {
        if (!ratio.TryRequire(key, "a query", out DocumentNode? node)) return null;
        MappingReader metric = node.ReadMapping();
        if (metric.TryGet("source", out DocumentNode? source)) source.ReadWord(["prometheus", "sloth"], "");
        if (metric.TryGet("queryType", out DocumentNode? type)) type.ReadWord(["promql", "sloth"], "");
        string? query = PromqlText.Require(metric, "query");
        metric.Finish();
        return query;
    }

    private static TimeSpan ReadPeriod(DocumentNode node)
    {
        TimeSpan period = BudgetWindow.Default.Length;
        IReadOnlyList<DocumentNode> windows = node.ReadSequence();
        if (windows.Count != 1) node.Report($"expected one window, found {windows.Count}");
        foreach (DocumentNode window in windows)
        {
            MappingReader reader = window.ReadMapping();
            long count = reader.TryRequire("count", "days", out DocumentNode? days) ? days.ReadInteger(30, 1, (long)BudgetWindow.Most.TotalDays) : 30;
            if (reader.TryRequire("unit", "Day", out DocumentNode? unit)) unit.ReadWord(["Day"], "");
            reader.IsWritten("isRolling");
            reader.Finish();
            period = TimeSpan.FromDays(count);
        }

        return period;
    }
}
