using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Monitoring.Evidence;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;

namespace Heed.Server.Signals;

/// <summary>
/// Holds the burn-rate alerts of a model's own requests to the evidence: at some requests a minute two failures burn fast, and a ratio over
/// days goes on burning when all is well again. Where there is no evidence, or its default alerts are switched off, they alert as they always do.
/// </summary>
internal static class EvidenceGate
{
    // A ticket has time: what turns out to be a page within minutes interrupts once.
    private static readonly TimeSpan TicketsWait = TimeSpan.FromMinutes(10);

    /// <summary>The alerts of an objective, silent while evidence of the same says that nothing changed, or too little for a page.</summary>
    public static GeneratedGroup Apply(GeneratedGroup group, ServiceLevelObjective objective, HeedOptions options)
    {
        ModelConfiguration? model = options.Models.FirstOrDefault(m => m.Objectives.All.Contains(objective));
        if (model is null || objective.Indicator is not EventIndicator) return group;
        bool isLatency = objective.Name.StartsWith("latency", StringComparison.Ordinal);
        string[] alerts = isLatency ? [SignalNames.RequestsSlow, SignalNames.LatencyHigh] : [SignalNames.RequestsFailing, SignalNames.ErrorRateHigh];
        if (alerts.All(options.Signals.Off.Contains)) return group;
        EvidenceKind kind = isLatency ? EvidenceKind.Latency : EvidenceKind.Errors;
        double pageShare = isLatency ? DefaultSignals.SlowShareOf(model) : DefaultSignals.FailingShareOf(model);
        return group with { Rules = [.. group.Rules.Select(r => r.IsAlert ? Hold(r, model.Options.Name, kind, pageShare) : r)] };
    }

    private static GeneratedRule Hold(GeneratedRule rule, string model, EvidenceKind kind, double pageShare)
    {
        string selector = $"{{model_name={Quoting.Quote(model)}, kind=\"{kind.Label()}\"}}";
        bool isPage = rule.Labels.Any(l => l is { Name: "severity", Value: "critical" });
        string small = isPage ? $" or ml_change_least_ratio{selector} < {DefaultSignals.Number(pageShare)}" : "";
        return rule with
        {
            Annotations = Annotations(rule, kind),
            Expression = $"(\n{rule.Expression}\n)\nunless on (model_name)\n(ml_drift_evidence{selector} < 1{small})",
            HoldDuration = isPage ? rule.HoldDuration : TicketsWait,
        };
    }

    /// <summary>How fast a budget goes tells nobody what has happened: what the default alert of the same says stands beside it.</summary>
    private static Label[] Annotations(GeneratedRule rule, EvidenceKind kind)
    {
        string own = SignalTexts.OwnOf(kind.Label());
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal)
        {
            ["action"] = kind == EvidenceKind.Errors ? DefaultSignals.Errors : DefaultSignals.Slowness,
            ["cause"] = own + SignalTexts.CauseOfOwn,
            ["deployment"] = SignalTexts.Deployment,
        };
        foreach (Label annotation in rule.Annotations) texts[annotation.Name] = annotation.Value;
        string size = kind == EvidenceKind.Errors
            ? SignalTexts.SharesOfOwn(": ", "the requests fail", DefaultSignals.Usually)
            : SignalTexts.SharesOfOwn(": ", "the requests take longer than promised", " may");
        if (texts.TryGetValue("summary", out string? summary)) texts["summary"] = summary + own + size;
        return [.. texts.Select(t => new Label(t.Key, t.Value))];
    }
}
