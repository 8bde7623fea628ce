using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Query.Results;
using Heed.Rules.Objectives;
using Heed.Rules.Reports;
using Heed.Server.Hosting;

namespace Heed.Server.Endpoints;

/// <summary>Answers what people ask about objectives, from the recorded series and the alerts that fire.</summary>
internal sealed class SloViews(Station station, EngineLoop loop)
{
    /// <summary>A chart has about as many pixels.</summary>
    private const int HistoryPoints = 240;

    private static readonly string[] StateOrder = ["page", "exhausted", "ticket", "not_enough_data", "ok"];

    public async Task<SloList> ListAsync(CancellationToken cancellation)
    {
        (SloFigures figures, IReadOnlyList<AlertReport> firing, long nowMs) = await LookAsync(cancellation).ConfigureAwait(false);
        IEnumerable<SloSummary> slos = station.Objectives.Objectives.Select(o => (SloSummary)Describe(o, figures, firing, nowMs));
        return new SloList([.. slos.OrderBy(s => Array.IndexOf(StateOrder, s.State)).ThenBy(s => s.BudgetRemainingRatio ?? double.MaxValue)
            .ThenBy(s => s.Model, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Null where there is none of that name.</summary>
    public async Task<SloDetail?> FindAsync(string model, string name, CancellationToken cancellation)
    {
        if (station.Objectives.Objectives.FirstOrDefault(o => o.Service == model && o.Name == name) is not { } objective) return null;
        (SloFigures figures, IReadOnlyList<AlertReport> firing, long nowMs) = await LookAsync(cancellation).ConfigureAwait(false);
        return Describe(objective, figures, firing, nowMs) with
        {
            Pairs = [.. objective.Pairs.Select(p => Pair(objective, p))],
            History = History(objective, nowMs, cancellation),
            Rules = RuleFileText.Write(station.Objectives.Generate([objective])),
        };
    }

    /// <summary>Null where nothing of that name has an objective.</summary>
    public async Task<SloGate?> GateAsync(string model, CancellationToken cancellation)
    {
        ServiceLevelObjective[] objectives = [.. station.Objectives.Objectives.Where(o => o.Service == model)];
        if (objectives.Length == 0) return null;
        (SloFigures figures, IReadOnlyList<AlertReport> firing, long nowMs) = await LookAsync(cancellation).ConfigureAwait(false);
        GateObjective[] answers =
        [
            .. objectives.Select(o => Describe(o, figures, firing, nowMs))
                .Select(s => new GateObjective(s.Name, s.Gate.Allowed, s.Gate.Reason, s.BudgetRemainingRatio)),
        ];
        BudgetPolicy policy = station.Objectives.PolicyOf(model);
        return new SloGate(model, answers.All(a => a.Allowed), policy.LeastRemaining, policy.WhilePaging, answers);
    }

    /// <summary>At the engine's time: a fast clock may be further, where the rules have recorded nothing yet.</summary>
    private async Task<(SloFigures Figures, IReadOnlyList<AlertReport> Firing, long NowMs)> LookAsync(CancellationToken cancellation)
    {
        long nowMs = await loop.AskAsync(engine => engine.NowMs, cancellation).ConfigureAwait(false);
        AlertReport[] firing = [.. station.Rules.ReportAlerts().Where(a => a.State == AlertState.Firing)];
        return (SloFigures.Read(station.Queries, nowMs, cancellation), firing, nowMs);
    }

    private SloDetail Describe(ServiceLevelObjective objective, SloFigures figures, IReadOnlyList<AlertReport> firing, long nowMs)
    {
        double? remaining = figures.Of(objective, ObjectiveSeries.Remaining);
        string fast = PrometheusDuration.Format(objective.Pairs.Min(p => p.Long));
        double? burn = figures.Of(objective, ObjectiveSeries.BurnRate, fast);
        bool pages = firing.Any(a => ObjectiveSeries.IsAlertOf(objective, BurnSeverity.Page, a.Name, a.Labels));
        bool makesTicket = firing.Any(a => ObjectiveSeries.IsAlertOf(objective, BurnSeverity.Ticket, a.Name, a.Labels));
        GateReason gate = station.Objectives.PolicyOf(objective.Service).Decide(remaining, pages);
        TimeSpan? exhaustion = ErrorBudget.TimeToExhaustion(remaining ?? double.NaN, burn ?? double.NaN, objective.Window.Length);
        return new SloDetail
        {
            Model = objective.Service,
            Name = objective.Name,
            Type = objective.Type,
            Team = objective.Team,
            Description = objective.Description,
            Target = objective.Target,
            Window = PrometheusDuration.Format(objective.Window.Length),
            PeriodStart = ModelViews.Time(objective.Window.Calendar?.StartOf(nowMs)),
            PeriodEnd = ModelViews.Time(objective.Window.Calendar?.EndOf(nowMs)),
            State = State(remaining, pages, makesTicket),
            CompliancePercentage = figures.Of(objective, ObjectiveSeries.Compliance),
            BudgetRemainingRatio = remaining,
            BurnRate = burn,
            ExhaustionSeconds = exhaustion?.TotalSeconds,
            InMaintenance = figures.Of(objective, ObjectiveSeries.Accounting) == 0,
            Burns = [.. objective.Pairs.SelectMany(p => new[] { p.Short, p.Long }).Append(objective.Window.Length).Distinct().Order()
                .Select(PrometheusDuration.Format).Select(w => new BurnFigure(w, figures.Of(objective, ObjectiveSeries.BurnRate, w)))],
            Gate = new GateFigure(gate is GateReason.Open or GateReason.NotMeasured, Word(gate)),
            Rules = "",
        };
    }

    private static string State(double? remaining, bool pages, bool makesTicket) => remaining switch
    {
        _ when pages => "page",
        <= 0 => "exhausted",
        _ when makesTicket => "ticket",
        null => "not_enough_data",
        _ => "ok",
    };

    private List<BudgetPoint> History(ServiceLevelObjective objective, long nowMs, CancellationToken cancellation)
    {
        long lengthMs = (long)objective.Window.Length.TotalMilliseconds;
        long stepMs = Math.Max(lengthMs / HistoryPoints, (long)station.Options.Global.EvaluationInterval.TotalMilliseconds);
        long startMs = nowMs - (lengthMs / stepMs * stepMs);
        string own = string.Join(", ", ObjectiveSeries.Published(objective).Labels.ToArray().Select(l => LabelMatcher.Equal(l.Name, l.Value).ToString()));
        QueryResult result = station.Queries.Range($"max({ObjectiveSeries.Remaining}{{{own}}})", startMs, nowMs, stepMs, cancellation);
        List<BudgetPoint> points = [];
        if (result.Value is not MatrixValue matrix) return points;
        foreach (MatrixSeries series in matrix.Series)
        {
            for (int i = 0; i < series.Values.Length; i++)
            {
                if (!double.IsFinite(series.Values[i])) continue;
                points.Add(new BudgetPoint(DateTimeOffset.FromUnixTimeMilliseconds(series.TimesMs[i]), series.Values[i]));
            }
        }

        return points;
    }

    private static PairFigure Pair(ServiceLevelObjective objective, BurnRateWindow pair) => new(
        PrometheusDuration.Format(pair.Long),
        PrometheusDuration.Format(pair.Short),
        pair.Factor,
        pair.BudgetShare(objective.Window.Length),
        ObjectiveSeries.SeverityWord(pair.Severity),
        pair.IsReachable(objective.Target));

    private static string Word(GateReason reason) => reason switch
    {
        GateReason.Open => "open",
        GateReason.NotMeasured => "not_measured",
        GateReason.BudgetLow => "budget_low",
        _ => "page_fires",
    };
}
