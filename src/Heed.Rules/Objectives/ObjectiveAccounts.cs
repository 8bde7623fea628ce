using Heed.Model.Labels;
using Heed.Model.Maintenance;
using Heed.Model.Samples;
using Heed.Model.Time;

namespace Heed.Rules.Objectives;

/// <summary>
/// Says at each sample time which objectives are measured, and in which period of their calendar, as series
/// <see cref="ObjectiveSeries.Accounting"/>. Rules count only while it is 1. It has to run before them. A sample speaks of the time since
/// the one before, as increases do: what is counted at midnight belongs to the day that ends.
/// </summary>
public sealed class ObjectiveAccounts : IScheduled
{
    private readonly Account[] _accounts;
    private readonly ISampleSink _samples;
    private readonly long _intervalMs;
    private readonly long _lookbackMs;

    /// <param name="objectives">Those whose rules ask for it; of Sloth's style none does.</param>
    /// <param name="maintenance">Planned maintenance, of whatever it covers.</param>
    /// <param name="samples">Takes the series.</param>
    /// <param name="interval">The sample interval.</param>
    /// <param name="lookback">How long a series of a former period would still count as present.</param>
    /// <param name="startMs">The first run is at the first multiple of the interval that is not before this.</param>
    public ObjectiveAccounts(
        IReadOnlyList<ServiceLevelObjective> objectives,
        IReadOnlyList<MaintenanceWindow> maintenance,
        ISampleSink samples,
        TimeSpan interval,
        TimeSpan lookback,
        long startMs)
    {
        _accounts = [.. objectives.Where(o => o.Style == RuleStyle.Direct).Select(o => new Account(o, Covering(o, maintenance)))];
        _samples = samples;
        _intervalMs = (long)interval.TotalMilliseconds;
        _lookbackMs = (long)lookback.TotalMilliseconds;
        NextDueMs = _accounts.Length == 0 ? long.MaxValue : (startMs + _intervalMs - 1) / _intervalMs * _intervalMs;
    }

    public long NextDueMs { get; private set; }

    /// <summary>The windows that cover an objective's labels.</summary>
    public static IReadOnlyList<MaintenanceWindow> Covering(ServiceLevelObjective objective, IReadOnlyList<MaintenanceWindow> maintenance)
    {
        LabelSet labels = ObjectiveSeries.LabelsOf(objective);
        return [.. maintenance.Where(m => m.Covers(labels))];
    }

    public void Run(long dueMs)
    {
        // Behind a gap in which the machine stood still there is nothing to say about the time between.
        NextDueMs = dueMs + _intervalMs;
        foreach (Account account in _accounts) account.Write(dueMs - _intervalMs, dueMs, _lookbackMs, _samples);
    }

    /// <summary>Leaves out the times before one.</summary>
    public void SkipTo(long timeMs)
    {
        if (_accounts.Length > 0) NextDueMs = Math.Max(NextDueMs, (timeMs + _intervalMs - 1) / _intervalMs * _intervalMs);
    }

    private sealed class Account(ServiceLevelObjective objective, IReadOnlyList<MaintenanceWindow> maintenance)
    {
        private LabelSet? _labels;
        private long _periodEndMs = long.MinValue;

        public void Write(long sinceMs, long nowMs, long lookbackMs, ISampleSink samples)
        {
            if (nowMs > _periodEndMs) Turn(nowMs, lookbackMs, samples);
            bool isPlanned = maintenance.Any(m => m.Times.Contains(sinceMs) || m.Times.Contains(nowMs - 1));
            samples.Append(_labels!, nowMs, isPlanned ? 0 : 1);
        }

        /// <summary>A new period begins: the series of the one before ends, also when that was before a restart.</summary>
        private void Turn(long nowMs, long lookbackMs, ISampleSink samples)
        {
            LabelSet? former = _labels;
            if (objective.Window.Calendar is not { } calendar)
            {
                _labels = ObjectiveSeries.AccountingOf(objective, null);
                _periodEndMs = long.MaxValue;
                return;
            }

            long startMs = calendar.StartOf(nowMs - 1);
            _labels = ObjectiveSeries.AccountingOf(objective, Rfc3339.Format(startMs));
            _periodEndMs = calendar.EndOf(nowMs - 1);
            if (former is null && nowMs - startMs <= lookbackMs)
            {
                former = ObjectiveSeries.AccountingOf(objective, Rfc3339.Format(calendar.StartOf(startMs - 1)));
            }

            if (former is not null) samples.Append(former, nowMs, StaleMarker.Value);
        }
    }
}
