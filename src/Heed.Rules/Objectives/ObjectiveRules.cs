using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>The rules of an objective: ratios over every window, budgets and burn rates, alerts.</summary>
public sealed class ObjectiveRules
{
    private readonly ServiceLevelObjective _objective;
    private readonly RatioExpressions _ratios;
    private readonly LabelSet _labels;
    private readonly string _selector;

    private ObjectiveRules(ServiceLevelObjective objective, ObjectiveSurroundings surroundings, bool hasMaintenance)
    {
        _objective = objective;
        _ratios = new RatioExpressions(objective, surroundings, hasMaintenance);
        _labels = ObjectiveSeries.LabelsOf(objective);
        _selector = $"{{{ObjectiveSeries.Matchers(objective)}}}";
    }

    /// <param name="objective">What is promised.</param>
    /// <param name="surroundings">Who evaluates the rules.</param>
    /// <param name="hasMaintenance">Whether planned maintenance may cover it.</param>
    /// <returns>In the order in which they have to be evaluated.</returns>
    public static IReadOnlyList<GeneratedGroup> Generate(
        ServiceLevelObjective objective, ObjectiveSurroundings surroundings, bool hasMaintenance = false) =>
        new ObjectiveRules(objective, surroundings, hasMaintenance).Groups();

    private IReadOnlyList<GeneratedGroup> Groups()
    {
        string id = _objective.Id;
        AlertRules alerts = new(_objective);
        if (_objective.Style == RuleStyle.Sloth)
        {
            GeneratedGroup[] groups =
            [
                new($"sloth-slo-sli-recordings-{id}", null, Ratios()),
                new($"sloth-slo-meta-recordings-{id}", null, Facts()),
                new($"sloth-slo-alerts-{id}", null, alerts.OverRatios()),
                new($"slo-published-{id}", null, [.. Published()]),
            ];
            return [.. groups.Where(g => g.Rules.Count > 0)];
        }

        GeneratedGroup main = new($"slo-{id}", null, [.. Events(), .. Ratios(), .. Facts(), .. Published(), .. alerts.OverBurnRates()]);
        return _objective.Indicator is SliceIndicator slices
            ? [new($"slo-slices-{id}", slices.Slice, [Record(ObjectiveSeries.BadSlice, _ratios.Slice(slices), _labels)]), main]
            : [main];
    }

    private IEnumerable<GeneratedRule> Events()
    {
        if (_objective.Indicator is not EventIndicator events) yield break;
        (string bad, string all) = _ratios.Increases(events);
        yield return Record(ObjectiveSeries.BadEvents, bad, _labels);
        yield return Record(ObjectiveSeries.Events, all, _labels);
    }

    private IReadOnlyList<GeneratedRule> Ratios() =>
    [
        .. Windows().Where(w => w != _objective.Window.Length).Select(w => Ratio(w, _ratios.OfWindow(w))),
        Ratio(_objective.Window.Length, _ratios.OfPeriod()),
    ];

    /// <summary>Every window that an alert looks at, the shortest first.</summary>
    private IEnumerable<TimeSpan> Windows() => _objective.Pairs.SelectMany(p => new[] { p.Short, p.Long }).Distinct().Order();

    private GeneratedRule Ratio(TimeSpan window, string expression) =>
        Record(ObjectiveSeries.Ratio(window), expression, _labels.With(ObjectiveSeries.SlothWindow, PrometheusDuration.Format(window)));

    private IReadOnlyList<GeneratedRule> Facts()
    {
        const string Matching = "/ on(sloth_id, sloth_slo, sloth_service) group_left\n";
        string target = Number(_objective.Target);
        string budget = $"{ObjectiveSeries.Budget}{_selector}";
        string shortest = ObjectiveSeries.Ratio(_objective.Pairs.Min(p => p.Short));
        string period = ObjectiveSeries.Ratio(_objective.Window.Length);
        return
        [
            Record(ObjectiveSeries.Objective, $"vector({target})", _labels),
            Record(ObjectiveSeries.Budget, $"vector(1-{target})", _labels),
            Record(ObjectiveSeries.PeriodDays, $"vector({Number(_objective.Window.Length.TotalDays)})", _labels),
            Record(ObjectiveSeries.CurrentBurnRate, $"{shortest}{_selector}\n{Matching}{budget}", _labels),
            Record(ObjectiveSeries.PeriodBurnRate, $"{period}{_selector}\n{Matching}{budget}", _labels),
            Record(ObjectiveSeries.PeriodRemaining, $"1 - {ObjectiveSeries.PeriodBurnRate}{_selector}", _labels),
            Record(ObjectiveSeries.Information, "vector(1)", _labels.With("sloth_objective", Number(100 * _objective.Target))),
        ];
    }

    private IEnumerable<GeneratedRule> Published()
    {
        LabelSet labels = ObjectiveSeries.Published(_objective);
        string budget = Number(1 - _objective.Target);
        string period = $"max({ObjectiveSeries.Ratio(_objective.Window.Length)}{_selector})";
        yield return Record(ObjectiveSeries.Compliance, $"100 * (1 - {period})", labels);
        yield return Record(ObjectiveSeries.Remaining, $"1 - {period} / {budget}", labels);
        foreach (TimeSpan window in Windows().Append(_objective.Window.Length).Distinct())
        {
            LabelSet windowLabels = labels.With(ObjectiveSeries.WindowLabel, PrometheusDuration.Format(window));
            yield return Record(ObjectiveSeries.BurnRate, $"max({ObjectiveSeries.Ratio(window)}{_selector}) / {budget}", windowLabels);
        }
    }

    private static GeneratedRule Record(string metric, string expression, LabelSet labels) =>
        new(IsAlert: false, metric, expression, [.. labels.Labels], []);

    /// <summary>Without the noise that subtracting binary fractions leaves behind: 1 − 0.999 is 0.001.</summary>
    internal static string Number(double value) => Math.Round(value, 12).ToString("R", CultureInfo.InvariantCulture);
}
