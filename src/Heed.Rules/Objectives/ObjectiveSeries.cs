using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>The names and labels of the series of objectives: those of Sloth, so that dashboards made for it work, and the published <c>ml_slo_*</c>.</summary>
public static class ObjectiveSeries
{
    public const string Compliance = "ml_slo_compliance_percentage";
    public const string Remaining = "ml_slo_error_budget_remaining_ratio";
    public const string BurnRate = "ml_slo_burn_rate";

    /// <summary>
    /// 1 while an objective is measured, 0 during planned maintenance; of a calendar's window with the label <see cref="PeriodLabel"/>.
    /// </summary>
    public const string Accounting = "heed_slo_accounting";

    /// <summary>Bad events, and all events, of each evaluation interval outside planned maintenance.</summary>
    public const string BadEvents = "slo:bad_events:increase";
    public const string Events = "slo:events:increase";

    /// <summary>How bad each slice was, from 0 to 1; none during planned maintenance.</summary>
    public const string BadSlice = "slo:bad_slice:ratio";

    public const string Objective = "slo:objective:ratio";
    public const string Budget = "slo:error_budget:ratio";
    public const string PeriodDays = "slo:time_period:days";
    public const string CurrentBurnRate = "slo:current_burn_rate:ratio";
    public const string PeriodBurnRate = "slo:period_burn_rate:ratio";
    public const string PeriodRemaining = "slo:period_error_budget_remaining:ratio";
    public const string Information = "sloth_slo_info";

    public const string NameLabel = "slo";
    public const string TypeLabel = "slo_type";
    public const string TeamLabel = "team";
    public const string WindowLabel = "window";

    /// <summary>When the present period of a calendar began, as RFC 3339.</summary>
    public const string PeriodLabel = "period";

    internal const string SlothWindow = "sloth_window";
    internal const string SlothSeverity = "sloth_severity";
    internal const string SeverityLabel = "severity";

    /// <summary>The ratio of errors over a window: <c>slo:sli_error:ratio_rate5m</c>.</summary>
    public static string Ratio(TimeSpan window) => "slo:sli_error:ratio_rate" + PrometheusDuration.Format(window);

    /// <summary>Of the series with Sloth's names, and of alerts.</summary>
    public static LabelSet LabelsOf(ServiceLevelObjective objective)
    {
        LabelSetBuilder labels = new();
        foreach (Label label in objective.Labels) labels.Set(label.Name, label.Value);
        labels.Set("sloth_id", objective.Id).Set("sloth_service", objective.Service).Set("sloth_slo", objective.Name);
        if (objective.Style == RuleStyle.Sloth) return labels.Build();
        foreach (Label label in Published(objective).Labels) labels.Set(label.Name, label.Value);
        return labels.Set(TeamLabel, objective.Team ?? "").Build();
    }

    /// <summary>Of the <c>ml_slo_*</c> series.</summary>
    public static LabelSet Published(ServiceLevelObjective objective) =>
        LabelSet.Of((LabelNames.ModelName, objective.Service), (NameLabel, objective.Name), (TypeLabel, objective.Type));

    /// <summary>The series <see cref="Accounting"/> of an objective.</summary>
    /// <param name="period">Null where the window is none of a calendar.</param>
    public static LabelSet AccountingOf(ServiceLevelObjective objective, string? period) => LabelSet.Of(
        (LabelNames.MetricName, Accounting),
        (LabelNames.ModelName, objective.Service),
        (NameLabel, objective.Name),
        ("sloth_id", objective.Id),
        (PeriodLabel, period ?? ""));

    /// <summary>Whether an alert is one that the rules of an objective raise.</summary>
    public static bool IsAlertOf(ServiceLevelObjective objective, BurnSeverity severity, string name, LabelSet labels)
    {
        if (name != objective.AlertName) return false;
        if (objective.Style == RuleStyle.Sloth) return labels.Get("sloth_id") == objective.Id && labels.Get(SlothSeverity) == SlothWord(severity);
        return labels.Get(LabelNames.ModelName) == objective.Service
            && labels.Get(NameLabel) == objective.Name
            && labels.Get(SeverityLabel) == SeverityWord(severity);
    }

    /// <summary>The label <c>severity</c>: <c>critical</c> or <c>warning</c>.</summary>
    public static string SeverityWord(BurnSeverity severity) => severity == BurnSeverity.Page ? "critical" : "warning";

    /// <summary>The label <c>sloth_severity</c>: <c>page</c> or <c>ticket</c>.</summary>
    internal static string SlothWord(BurnSeverity severity) => severity == BurnSeverity.Page ? "page" : "ticket";

    /// <summary>The matchers that find an objective's own series, without braces.</summary>
    internal static string Matchers(ServiceLevelObjective objective) =>
        $"sloth_id={Quoting.Quote(objective.Id)}, sloth_service={Quoting.Quote(objective.Service)}, sloth_slo={Quoting.Quote(objective.Name)}";
}
