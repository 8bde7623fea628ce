using Heed.Model.Samples;
using Heed.Model.Time;
using Heed.Query.Execution;

namespace Heed.Server.Forecasts;

/// <summary>Forecasts at each evaluation, before the rules, which read what it writes.</summary>
public sealed class ForecastSchedule : IScheduled
{
    private readonly ForecastRun[] _runs;
    private readonly QueryEngine _queries;
    private readonly ISampleSink _samples;
    private readonly long _intervalMs;

    /// <param name="forecasts">May be empty.</param>
    /// <param name="queries">Over the store that <paramref name="samples"/> fills.</param>
    /// <param name="samples">Takes the series.</param>
    /// <param name="interval">The evaluation interval.</param>
    /// <param name="startMs">The first run is at the first multiple of the interval that is not before this.</param>
    public ForecastSchedule(
        IReadOnlyList<ForecastOptions> forecasts, QueryEngine queries, ISampleSink samples, TimeSpan interval, long startMs)
    {
        _runs = [.. forecasts.Select(forecast => new ForecastRun(forecast))];
        _queries = queries;
        _samples = samples;
        _intervalMs = (long)interval.TotalMilliseconds;
        NextDueMs = _runs.Length == 0 ? long.MaxValue : FirstDue(startMs);
    }

    public long NextDueMs { get; private set; }

    /// <summary>Series that were not forecast, counted at each evaluation. Safe to read from any thread.</summary>
    public long RefusedSeries => _runs.Sum(run => run.Refused);

    /// <summary>Evaluations whose expression failed. Safe to read from any thread.</summary>
    public long Failures => _runs.Sum(run => run.Failures);

    public void Run(long dueMs)
    {
        NextDueMs = dueMs + _intervalMs;
        foreach (ForecastRun run in _runs) run.Run(_queries, _samples, dueMs);
    }

    /// <summary>Leaves out the times before one.</summary>
    public void SkipTo(long timeMs)
    {
        if (_runs.Length > 0) NextDueMs = Math.Max(NextDueMs, FirstDue(timeMs));
    }

    private long FirstDue(long timeMs) => (timeMs + _intervalMs - 1) / _intervalMs * _intervalMs;
}
