using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>The alerts of an objective: one a severity, each of the pairs of windows that ask for it.</summary>
internal sealed class AlertRules(ServiceLevelObjective objective)
{
    private static readonly BurnSeverity[] Severities = [BurnSeverity.Page, BurnSeverity.Ticket];

    /// <summary>Over the recorded ratios, with the budget in the threshold: as Sloth writes them.</summary>
    public IReadOnlyList<GeneratedRule> OverRatios()
    {
        string selector = $"{{{ObjectiveSeries.Matchers(objective)}}}";
        string budget = ObjectiveRules.Number(1 - objective.Target);
        return Alerts(_ => true, pair => Both(pair.Short, pair.Long, window =>
            $"max({ObjectiveSeries.Ratio(window)}{selector} > ({Factor(pair)} * {budget})) without ({ObjectiveSeries.SlothWindow})"));
    }

    /// <summary>Over the published burn rates, so that an alert's value is how many times too fast the budget goes.</summary>
    public IReadOnlyList<GeneratedRule> OverBurnRates()
    {
        string own = string.Join(", ", ObjectiveSeries.Published(objective).Labels.ToArray().Select(l => $"{l.Name}={Quoting.Quote(l.Value)}"));
        return Alerts(pair => pair.IsReachable(objective.Target), pair => Both(pair.Long, pair.Short, window =>
        {
            string series = $"{ObjectiveSeries.BurnRate}{{{own}, {ObjectiveSeries.WindowLabel}=\"{PrometheusDuration.Format(window)}\"}}";
            return $"max without ({ObjectiveSeries.WindowLabel}) ({series} > {Factor(pair)})";
        }));
    }

    private IReadOnlyList<GeneratedRule> Alerts(Func<BurnRateWindow, bool> counts, Func<BurnRateWindow, string> condition)
    {
        List<GeneratedRule> alerts = [];
        foreach (BurnSeverity severity in Severities)
        {
            BurnRateWindow[] pairs = [.. objective.Pairs.Where(p => p.Severity == severity && counts(p))];
            if (objective.AlertOf(severity) is not { } alert || pairs.Length == 0) continue;
            string expression = string.Join("\nor\n", pairs.Select(condition));
            alerts.Add(new GeneratedRule(IsAlert: true, objective.AlertName, expression, LabelsOf(severity, alert), Annotations(severity, alert, pairs)));
        }

        return alerts;
    }

    private static string Both(TimeSpan first, TimeSpan second, Func<TimeSpan, string> burns) =>
        $"(\n    {burns(first)}\n    and\n    {burns(second)}\n)";

    private static string Factor(BurnRateWindow pair) => ObjectiveRules.Number(pair.Factor);

    private Label[] LabelsOf(BurnSeverity severity, ObjectiveAlert alert)
    {
        LabelSetBuilder builder = new();
        if (objective.Style == RuleStyle.Direct)
        {
            // The series say which objective it is; said again, two objectives' alerts of one name are told apart by their rules alone.
            foreach (Label label in ObjectiveSeries.Published(objective).Labels) builder.Set(label.Name, label.Value);
            foreach (Label label in objective.Labels) builder.Set(label.Name, label.Value);
            builder.Set(ObjectiveSeries.TeamLabel, objective.Team ?? "").Set(ObjectiveSeries.SeverityLabel, ObjectiveSeries.SeverityWord(severity));
        }
        else builder.Set(ObjectiveSeries.SlothSeverity, ObjectiveSeries.SlothWord(severity));
        foreach (Label label in alert.Labels) builder.Set(label.Name, label.Value);
        return [.. builder.Build().Labels];
    }

    private Label[] Annotations(BurnSeverity severity, ObjectiveAlert alert, BurnRateWindow[] pairs)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        if (objective.Style == RuleStyle.Sloth)
        {
            string word = ObjectiveSeries.SlothWord(severity);
            texts["summary"] = $"{{{{$labels.sloth_service}}}} {{{{$labels.sloth_slo}}}} spends its error budget too fast ({word})";
        }
        else
        {
            string shares = string.Join(" or ", pairs.Select(Share));
            texts["summary"] = "{{ $labels.model_name }}: the budget of {{ $labels.slo }} is spent {{ $value | humanize }} times too fast";
            string kind = severity == BurnSeverity.Page ? "A page" : "A ticket";
            string percent = Math.Round(100 * objective.Target, 6).ToString("0.######", CultureInfo.InvariantCulture);
            texts["description"] = $"{percent} % of {Unit()} have to be good in {Period()}. {kind} means {shares}, and it goes on.";
        }

        foreach (Label annotation in alert.Annotations) texts[annotation.Name] = annotation.Value;
        return [.. texts.Where(t => t.Value.Length > 0).Select(t => new Label(t.Key, t.Value))];
    }

    private string Unit() => objective.Indicator is SliceIndicator slices
        ? $"the slices of {PrometheusDuration.Format(slices.Slice)}"
        : "the events";

    private string Period() => objective.Window.Calendar is null
        ? PrometheusDuration.Format(objective.Window.Length)
        : "the calendar's period";

    private string Share(BurnRateWindow pair) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * pair.BudgetShare(objective.Window.Length):0.##} % of the budget within {PrometheusDuration.Format(pair.Long)}");
}
