using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Evidence that a model's service has changed: failing, slow and missing requests, minute by minute of event time. A minute closes with a
/// record of a later one, or by the clock while the stream is live. See docs/statistics/evidence.md.
/// </summary>
internal sealed class ServiceEvidence
{
    private const long MinuteMs = 60_000;
    private const long MostEmptyMinutes = 14 * 24 * 60;

    /// <summary>Records of a minute may come so long after its end before the clock closes it.</summary>
    private const long GraceMs = 30_000;

    // A change is looked for every minute, and may begin every five: fewer beginnings cost less evidence.
    private static readonly double LogStretchHours = Math.Log(RequestRing.StretchMs / 3_600_000.0);

    private readonly RequestRing _ring = new();
    private readonly RiseEvidence _errors;
    private readonly RiseEvidence _latency;
    private readonly TrafficEvidence _traffic;
    private readonly double _slowSeconds;
    private readonly double _brokenSeconds;
    private readonly bool _hasLatency;
    private long _minuteMs = long.MinValue;
    private RequestCounts _open;

    /// <param name="budget">The part of each kind.</param>
    /// <param name="baseline">Its 99th percentile of latency is what is slow.</param>
    /// <param name="promise">Stands in for the model's own past until that is known.</param>
    public ServiceEvidence(EvidenceBudget budget, LatencyBaseline baseline, ServicePromise promise)
    {
        _brokenSeconds = promise.LatencySeconds;
        _hasLatency = baseline.N > 0 && double.IsFinite(baseline.P99Seconds);
        _slowSeconds = double.IsNaN(_brokenSeconds) ? 1.5 * baseline.P99Seconds : Math.Max(baseline.P99Seconds, _brokenSeconds / 2);
        if (double.IsNaN(_brokenSeconds)) _brokenSeconds = _slowSeconds;
        _errors = new RiseEvidence(EvidenceKind.Errors, "failed", _ring, RiseCounts.OfErrors, budget.LogThreshold(EvidenceKind.Errors), promise.ErrorShare);
        _latency = new RiseEvidence(EvidenceKind.Latency, "slow", _ring, RiseCounts.OfLatency, budget.LogThreshold(EvidenceKind.Latency), promise.SlowShare);
        _traffic = new TrafficEvidence(budget.LogThreshold(EvidenceKind.Volume));
    }

    /// <summary>The end of the newest minute that is over; 0 before the first record. Nothing but its closing changes any figure.</summary>
    public long ClosedUntilMs => Math.Max(0, _minuteMs);

    public double ErrorStrength => _errors.Alarm.Strength;

    public double LatencyStrength => _hasLatency ? _latency.Alarm.Strength : double.NaN;

    public double TrafficStrength => _traffic.Alarm.Strength;

    /// <summary>From where on a request counts as breaking its promise.</summary>
    public double BrokenSeconds => _brokenSeconds;

    /// <param name="latencySeconds">NaN where the record tells none.</param>
    public void Observe(long timeMs, bool isError, double latencySeconds)
    {
        AdvanceTo(timeMs);
        bool timed = !isError && !double.IsNaN(latencySeconds);
        _open += new RequestCounts(
            1, isError ? 1 : 0, timed ? 1 : 0, timed && latencySeconds > _slowSeconds ? 1 : 0, timed && latencySeconds > _brokenSeconds ? 1 : 0);
    }

    /// <summary>Closes what is over by the clock: an outage tells nothing by a record.</summary>
    public void AdvanceInSilence(long nowMs)
    {
        if (_minuteMs != long.MinValue) AdvanceTo(nowMs - GraceMs);
    }

    public IReadOnlyList<EvidenceFinding> Findings() => [Errors(), Latency(), _traffic.Find()];

    public EvidenceFinding Errors() => _errors.Find();

    /// <summary>Its shares are those of the requests that break their promise.</summary>
    public EvidenceFinding Latency() => _latency.Find();

    public EvidenceFinding Traffic() => _traffic.Find();

    public void Save(BinaryWriter writer)
    {
        writer.Write(_minuteMs);
        _open.Save(writer);
        _ring.Save(writer);
        _errors.Save(writer);
        _latency.Save(writer);
        _traffic.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _minuteMs = reader.ReadInt64();
        _open = RequestCounts.Load(reader);
        _ring.Load(reader);
        _errors.Load(reader);
        _latency.Load(reader);
        _traffic.Load(reader);
    }

    private void AdvanceTo(long timeMs)
    {
        if (_minuteMs == long.MinValue || timeMs - _minuteMs > MostEmptyMinutes * MinuteMs)
        {
            _minuteMs = timeMs - (timeMs % MinuteMs);
            _open = default;
        }

        while (timeMs >= _minuteMs + MinuteMs) CloseMinute();
    }

    private void CloseMinute()
    {
        _ring.Add(_minuteMs, _open);
        double startsAnew = _minuteMs % RequestRing.StretchMs == 0 ? LogStretchHours : double.NegativeInfinity;
        _errors.Step(_minuteMs, _open, startsAnew);
        if (_hasLatency) _latency.Step(_minuteMs, _open, startsAnew);
        _traffic.Step(_minuteMs, _open.Requests, startsAnew);
        _open = default;
        _minuteMs += MinuteMs;
    }
}
