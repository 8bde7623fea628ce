using System.Globalization;

using Heed.Documents;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Maintenance;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Rules.State;
using Heed.Storage;
using Heed.Testing;

namespace Heed.Rules.Tests.Objectives;

/// <summary>
/// Objectives over a store, driven by a manual clock: requests come at a steady rate, a schedule says which share of them fails, and
/// what the rules make of it is written down. Times are minutes since the start of the story.
/// </summary>
internal sealed class ObjectiveStory : IAlertSink, IDisposable
{
    public const long Minute = 60_000;

    /// <summary>2026-03-02T00:00:00Z, a Monday.</summary>
    public const long StartMs = 1_772_409_600_000;

    private const double RequestsPerMinute = 6000;

    private readonly SeriesStore _store = SeriesStore.Open(new StoreOptions());
    private readonly IReadOnlyList<ServiceLevelObjective> _objectives;
    private readonly ObjectiveSurroundings _surroundings;
    private readonly IReadOnlyList<MaintenanceWindow> _maintenance;
    private readonly HashSet<string> _firing = new(StringComparer.Ordinal);
    private RuleEngine _engine;
    private ObjectiveAccounts _accounts;

    // Far from zero: below it no rate extrapolates, and the arithmetic of the tests knows nothing of that.
    private double _requests = 1e9;
    private double _errors = 1e9;
    private long _sampledMs = long.MinValue;

    public ObjectiveStory(ServiceLevelObjective objective, ObjectiveSurroundings? surroundings = null, params IReadOnlyList<MaintenanceWindow> maintenance)
    {
        _objectives = [objective];
        _surroundings = surroundings ?? ObjectiveSurroundings.Default;
        _maintenance = maintenance;
        (_engine, _accounts) = Start(0);
    }

    /// <summary>The share of requests that fail at a minute.</summary>
    public Func<double, double> ErrorRatio { get; set; } = _ => 0;

    /// <summary>Requests and errors up to each sample, by its time: what a twin computes from.</summary>
    public List<(long TimeMs, double Requests, double Errors)> Counted { get; } = [];

    /// <summary><c>minute severity firing|resolved</c>, each change once.</summary>
    public List<string> Changes { get; } = [];

    public List<Alert> Alerts { get; } = [];

    public static ServiceLevelObjective Availability(double target = 0.999, BudgetWindow? window = null) => new()
    {
        Service = "credit",
        Name = "availability",
        Type = "availability",
        Target = target,
        Team = "risk",
        Indicator = ModelIndicators.Errors("credit"),
        Window = window ?? BudgetWindow.Default,
        Pairs = BurnRateWindows.For((window ?? BudgetWindow.Default).Length),
    };

    /// <summary>Samples alone from a minute before the start on, so that every window has a past.</summary>
    public ObjectiveStory WithPast(double minutes)
    {
        for (long time = StartMs - (long)(minutes * Minute); time < StartMs; time += StepMs) Sample(time);
        return this;
    }

    /// <summary>Runs everything up to and with a minute.</summary>
    public ObjectiveStory RunTo(double minute)
    {
        long endMs = StartMs + (long)(minute * Minute);
        for (long time = Math.Max(StartMs, _sampledMs + StepMs); time <= endMs; time += StepMs)
        {
            Sample(time);
            if (_accounts.NextDueMs == time) _accounts.Run(time);
            if (_engine.NextDueMs == time) _engine.Run(time);
        }

        return this;
    }

    /// <summary>The program ends, and another takes over what it kept; nothing comes in between.</summary>
    public ObjectiveStory Restart()
    {
        RuleEngineState state = _engine.ExportState();
        (_engine, _accounts) = Start(_sampledMs + 1);
        _engine.RestoreState(state);
        return this;
    }

    /// <summary>The only element of an instant query at a minute; NaN where there is none.</summary>
    public double Ask(string expression, double minute)
    {
        QueryResult result = new QueryEngine(_store).Instant(expression, StartMs + (long)(minute * Minute));
        Assert.Null(result.Error);
        IReadOnlyList<VectorSample> samples = Assert.IsType<VectorValue>(result.Value).Samples;
        return samples.Count == 0 ? double.NaN : Assert.Single(samples).Sample.Value;
    }

    public double Burn(string window, double minute) => Ask($"ml_slo_burn_rate{{window=\"{window}\"}}", minute);

    public double Remaining(double minute) => Ask(ObjectiveSeries.Remaining, minute);

    public void Write(LabelSet labels, double minute, double value) => _store.Append(labels, StartMs + (long)(minute * Minute), value);

    public void Accept(IReadOnlyList<Alert> alerts)
    {
        foreach (Alert alert in alerts)
        {
            Alerts.Add(alert);
            string severity = alert.Labels.Get("severity");
            bool isOver = alert.IsResolvedAt(alert.UpdatedAtMs);
            if (isOver ? !_firing.Remove(severity) : !_firing.Add(severity)) continue;
            Changes.Add(string.Create(CultureInfo.InvariantCulture, $"{(alert.UpdatedAtMs - StartMs) / Minute} {severity} {(isOver ? "resolved" : "firing")}"));
        }
    }

    public void Dispose() => _store.Dispose();

    private long StepMs => (long)_surroundings.SampleInterval.TotalMilliseconds;

    private (RuleEngine Engine, ObjectiveAccounts Accounts) Start(long nowMs)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<GeneratedGroup> generated =
            [.. _objectives.SelectMany(o => ObjectiveRules.Generate(o, _surroundings, ObjectiveAccounts.Covering(o, _maintenance).Count > 0))];
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("objectives", RuleFileText.Write(generated), diagnostics);
        Assert.Empty(diagnostics.All);
        Assert.Empty(groups.SelectMany(g => g.Rules).SelectMany(r => r.Warnings));
        long startMs = Math.Max(nowMs, StartMs);
        RuleEngineOptions options = new() { EvaluationInterval = _surroundings.EvaluationInterval };
        RuleEngine engine = new(groups, new QueryEngine(_store), _store, this, options, new ManualClock(DateTimeOffset.UnixEpoch), startMs);
        ObjectiveAccounts accounts = new(_objectives, _maintenance, _store, _surroundings.SampleInterval, TimeSpan.FromMinutes(5), startMs);
        return (engine, accounts);
    }

    private void Sample(long timeMs)
    {
        // What comes between two samples is in the later one.
        double minutes = StepMs / (double)Minute;
        double middle = ((timeMs - StartMs) / (double)Minute) - (minutes / 2);
        _requests += RequestsPerMinute * minutes;
        _errors += RequestsPerMinute * minutes * ErrorRatio(middle);
        _store.Append(LabelSet.Of((LabelNames.MetricName, "ml_requests_total"), (LabelNames.ModelName, "credit")), timeMs, _requests);
        _store.Append(LabelSet.Of((LabelNames.MetricName, "ml_errors_total"), (LabelNames.ModelName, "credit")), timeMs, _errors);
        Counted.Add((timeMs, _requests, _errors));
        _sampledMs = timeMs;
    }
}
