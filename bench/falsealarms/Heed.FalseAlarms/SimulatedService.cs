using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Monitoring.Evidence.Service;

namespace Heed.FalseAlarms;

/// <summary>Requests minute by minute of a service that stays as it is, and the evidence under several budgets at once.</summary>
internal sealed class SimulatedService
{
    // Monday, 2 February 2026.
    private const long StartMs = 1_769_990_400_000;
    private const long MinuteMs = 60_000;
    private const int MinutesOfDay = 24 * 60;
    private const double SlowSeconds = 0.4;
    private const double BrokenSeconds = 0.9;

    private static readonly LatencyBaseline Latency = new(1000, 0.05, 0.1, 0.2);

    private readonly ServiceShape _shape;
    private readonly SplitMix _random;
    private readonly ServiceEvidence[] _evidence;
    private double _dayFactor = 1;
    private double _hourFactor = 1;
    private bool _failedBefore;

    /// <param name="layout">Of any model: what a budget is split over.</param>
    public SimulatedService(ServiceShape shape, PaneLayout layout, IReadOnlyList<TimeSpan> budgets, ulong seed)
    {
        _shape = shape;
        _random = new SplitMix(seed * 7_368_787);
        ServicePromise promise = new(0.5, 0.01, Math.Max(0.001, shape.Failing / (1 - shape.Following)));
        _evidence = [.. budgets.Select(b => new ServiceEvidence(new EvidenceBudget(layout, b.TotalHours), Latency, promise))];
    }

    /// <summary>Alarms under each budget in so many days, from the first request on.</summary>
    public ServiceAlarms[] Alarms(int days)
    {
        ServiceAlarms[] alarms = new ServiceAlarms[_evidence.Length];
        bool[] held = new bool[_evidence.Length * 3];
        for (int minute = 0; minute < days * MinutesOfDay; minute++)
        {
            long startMs = StartMs + (minute * MinuteMs);
            Draw(startMs, minute);
            for (int i = 0; i < _evidence.Length; i++)
            {
                ServiceEvidence evidence = _evidence[i];
                evidence.AdvanceInSilence(startMs + (2 * MinuteMs));
                alarms[i] += new ServiceAlarms(
                    Begins(evidence.ErrorStrength, ref held[3 * i]),
                    Begins(evidence.LatencyStrength, ref held[(3 * i) + 1]),
                    Begins(evidence.TrafficStrength, ref held[(3 * i) + 2]));
            }
        }

        return alarms;
    }

    private static int Begins(double strength, ref bool held)
    {
        bool holds = strength >= 1;
        bool begins = holds && !held;
        held = holds;
        return begins ? 1 : 0;
    }

    private void Draw(long startMs, int minute)
    {
        if (minute % MinutesOfDay == 0) _dayFactor = Math.Exp(_shape.HourNoise / 2 * _random.NextNormal());
        if (minute % 60 == 0) _hourFactor = Math.Exp(_shape.HourNoise * _random.NextNormal());
        bool isBusy = minute / MinutesOfDay % 7 < 5 && minute % MinutesOfDay / 60 is >= 7 and < 19;
        double rate = _shape.RequestsPerHour / 60.0 * (isBusy ? 1.8 : 0.6) * _dayFactor * _hourFactor;

        // A Poisson count by the times between requests.
        for (double at = Wait(rate); at < 1; at += Wait(rate))
        {
            bool failed = _random.NextDouble() < (_failedBefore ? _shape.Following : _shape.Failing);
            _failedBefore = failed;
            double latency = 0.05;
            if (_random.NextDouble() < ServiceShape.Slow) latency = _random.NextDouble() < 0.5 ? SlowSeconds : BrokenSeconds;
            foreach (ServiceEvidence evidence in _evidence) evidence.Observe(startMs + (long)(at * MinuteMs), failed, latency);
        }
    }

    private double Wait(double rate) => -Math.Log(1 - _random.NextDouble()) / rate;
}
