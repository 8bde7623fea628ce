using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>The ratio of bad ones of an objective over its windows, as PromQL.</summary>
/// <remarks>
/// Events are counted in the series themselves, over each window anew. Where maintenance or a calendar cuts pieces out of windows, sums of
/// what each evaluation interval added are taken instead: only those can leave a piece out. Slices are always summed.
/// </remarks>
internal sealed class RatioExpressions(ServiceLevelObjective objective, ObjectiveSurroundings surroundings, bool hasMaintenance)
{
    private readonly string _selector = $"{{{ObjectiveSeries.Matchers(objective)}}}";

    private string Accounted => $"{ObjectiveSeries.Accounting}{{sloth_id={Quoting.Quote(objective.Id)}}}";

    /// <summary>Over a window that alerts look at.</summary>
    public string OfWindow(TimeSpan window)
    {
        string range = PrometheusDuration.Format(window);
        return objective.Indicator switch
        {
            SliceIndicator slices => BadTime(slices, window, range, ""),
            EventIndicator when hasMaintenance => Sums(range, ""),
            EventIndicator events => Direct(events, range),
            RatioIndicator ratio => $"({Indicator.Over(ratio.Query, range)})",
            _ => throw new InvalidOperationException($"expected a kind of indicator, found {objective.Indicator}"),
        };
    }

    /// <summary>Over the window of the budget, the present period of a calendar included.</summary>
    public string OfPeriod()
    {
        if (objective.Style == RuleStyle.Sloth) return MeanOfRatios();
        if (objective.Window.Calendar is not { } calendar) return OfWindow(objective.Window.Length);
        string range = PrometheusDuration.Format(calendar.LongestLength);
        string present = $" and on ({ObjectiveSeries.PeriodLabel}) {Accounted}";
        return objective.Indicator switch
        {
            SliceIndicator slices => BadTime(slices, calendar.NominalLength, range, present),
            _ => Sums(range, present),
        };
    }

    /// <summary>What an evaluation interval added, outside maintenance.</summary>
    public (string Bad, string All) Increases(EventIndicator events)
    {
        string range = PrometheusDuration.Format(surroundings.StepWindow);
        string query = Indicator.Over(events.Query, range);
        string total = Indicator.Over(events.Total, range);
        string bad = events.Counted == CountedEvents.Bad ? $"({query})" : $"(({total}) - ({query}))";
        return (WhileAccounted(bad, surroundings.EvaluationInterval), WhileAccounted($"({total})", surroundings.EvaluationInterval));
    }

    public string Slice(SliceIndicator slices) => WhileAccounted($"({slices.Condition})", slices.Slice);

    /// <summary>
    /// Nothing where any part of the time was not measured. The result gets the label of the period, where there is one: a range also finds
    /// the series of the period before, which has ended.
    /// </summary>
    private string WhileAccounted(string expression, TimeSpan time)
    {
        string range = PrometheusDuration.Format(time < surroundings.SampleInterval ? surroundings.SampleInterval : time);
        return $"{expression}\n* on () group_left ({ObjectiveSeries.PeriodLabel})\n((min_over_time({Accounted}[{range}]) == 1) and {Accounted})";
    }

    private string Direct(EventIndicator events, string range)
    {
        string query = Indicator.Over(events.Query, range);
        string total = Indicator.Over(events.Total, range);
        if (objective.Style == RuleStyle.Sloth)
        {
            return events.Counted == CountedEvents.Bad ? $"({query})\n/\n({total})" : $"(\n  1 - (\n    ({query})\n    /\n    ({total})\n  )\n)";
        }

        // Without requests there is no ratio, rather than one that is no number and would spoil every sum.
        return events.Counted == CountedEvents.Bad ? $"({query})\n/\n(({total}) > 0)" : $"1 - (\n  ({query})\n  /\n  (({total}) > 0)\n)";
    }

    private string Sums(string range, string present)
    {
        string bad = $"sum(sum_over_time({ObjectiveSeries.BadEvents}{_selector}[{range}]){present})";
        string all = $"sum(sum_over_time({ObjectiveSeries.Events}{_selector}[{range}]){present})";
        return $"{bad}\n/\n({all} > 0)";
    }

    /// <summary>Of all slices that the window has room for, so that the first bad minute of a new model is not all of its budget.</summary>
    private string BadTime(SliceIndicator slices, TimeSpan window, string range, string present) =>
        $"sum(sum_over_time({ObjectiveSeries.BadSlice}{_selector}[{range}]){present}) / {ObjectiveRules.Number(window / slices.Slice)}";

    private string MeanOfRatios()
    {
        string ratio = ObjectiveSeries.Ratio(objective.Pairs.Min(p => p.Short));
        return $"avg_over_time({ratio}{_selector}[{PrometheusDuration.Format(objective.Window.Length)}])";
    }
}
