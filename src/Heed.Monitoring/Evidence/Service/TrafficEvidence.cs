using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Evidence that fewer requests come than the stream itself had at like hours: less than four fifths of them, by more than the rates are
/// uncertain. A weekday may turn out to be a holiday: what the whole day has been so far speaks for one kind of day or the other, and
/// evidence holds only where the day is no usual day of either kind.
/// </summary>
internal sealed class TrafficEvidence(double logThreshold)
{
    private const long HourMs = 3_600_000;
    private const double FallThatMatters = 0.8;
    private const double RateErrors = 1;

    // Rates of hours vary beyond chance: by this share, two standard deviations of it are below the fall that matters.
    private const double UsualVariation = 0.12;
    private const double SpreadLearning = 0.02;

    // A Poisson count is a rare share of very many trials.
    private const double RareShare = 1e-4;

    // What a day of the other kind would have at least, while none has been seen.
    private const double LeastOfOtherDays = 0.1;

    private readonly HourlyRates _rates = new();
    private readonly double _mostDoubt = logThreshold + 5;
    private double _spread = 1;
    private double _doubt;
    private long _day = long.MinValue;
    private long _hour = long.MinValue;
    private long _hourCount;
    private bool _isWholeHour;
    private double _recentRequests;
    private double _recentExpected;

    public EvidenceAlarm Alarm { get; } = new(1, logThreshold);

    /// <param name="requests">Of one minute.</param>
    /// <param name="startsAnew">As of <see cref="RiseEvidence.Step"/>.</param>
    public void Step(long startMs, long requests, double startsAnew)
    {
        BeginHour(startMs);
        _hourCount += requests;
        int cell = ShareVariation.CellOf(startMs);
        int other = Other(cell);
        double expected = RateAt(startMs, 0) / 60;
        bool known = expected > 0;
        if (known)
        {
            double elsewhere = _rates.SeenOf(other) > 0 ? RateAt(startMs, 24) / 60 : LeastOfOtherDays * expected;
            Doubt(startMs, requests, expected, elsewhere);
            double least = Least(cell, expected);
            if (least > 0) Alarm.Detector.Add(0, requests, least / RareShare, RareShare, 1, _spread, startsAnew, startMs);
            double kept = Math.Exp(-1 / 30.0);
            _recentRequests = (kept * _recentRequests) + requests;
            _recentExpected = (kept * _recentExpected) + expected;
        }

        Alarm.Step(known, Math.Min(0, _doubt));
    }

    public EvidenceFinding Find() => new(
        EvidenceKind.Volume,
        Alarm.State,
        null,
        "",
        "",
        "requests",
        Alarm.EvidenceLog10,
        Alarm.ThresholdLog10,
        _recentExpected > 0 ? 1 : double.NaN,
        _recentExpected > 0 ? _recentRequests / _recentExpected : double.NaN,
        double.NaN,
        _recentRequests,
        Alarm.OnsetOrNull);

    public void Save(BinaryWriter writer)
    {
        _rates.Save(writer);
        Alarm.Save(writer);
        foreach (double x in (ReadOnlySpan<double>)[_spread, _doubt, _recentRequests, _recentExpected]) writer.Write(x);
        foreach (long x in (ReadOnlySpan<long>)[_day, _hour, _hourCount]) writer.Write(x);
        writer.Write(_isWholeHour);
    }

    public void Load(BinaryReader reader)
    {
        _rates.Load(reader);
        Alarm.Load(reader);
        (_spread, _doubt, _recentRequests, _recentExpected) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        (_day, _hour, _hourCount) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        _isWholeHour = reader.ReadBoolean();
    }

    private static int Other(int cell) => (cell + 24) % ShareVariation.Cells;

    /// <summary>How much the day so far speaks against the kind of day that the calendar says, in nats: below 0 where it does.</summary>
    private void Doubt(long startMs, long requests, double expected, double elsewhere)
    {
        long day = startMs / (24 * HourMs);
        if (day != _day) _doubt = 0;
        _day = day;
        _doubt += ((requests * Math.Log(expected / elsewhere)) - (expected - elsewhere)) / _spread;
        _doubt = Math.Clamp(_doubt, -_mostDoubt, 10 * _mostDoubt);
    }

    /// <summary>The fewest requests a minute that are no change.</summary>
    private double Least(int cell, double expected)
    {
        double error = RateErrors * Math.Sqrt(_spread / Math.Max(1, 60 * expected * _rates.SeenOf(cell)));
        return expected * (FallThatMatters - error);
    }

    /// <summary>Requests an hour at a time, on the line between the middles of the hours.</summary>
    /// <param name="shift">0 for the kind of day that it is, 24 for the other.</param>
    private double RateAt(long timeMs, int shift)
    {
        int cell = (ShareVariation.CellOf(timeMs) + shift) % ShareVariation.Cells;
        double own = _rates.RateOf(cell);
        double place = (((timeMs % HourMs) + 30_000) / (double)HourMs) - 0.5;
        int hour = cell % 24;
        int next = cell - hour + ((hour + (place < 0 ? 23 : 1)) % 24);
        double beside = _rates.RateOf(next);
        return double.IsNaN(beside) ? own : own + (Math.Abs(place) * (beside - own));
    }

    private void BeginHour(long startMs)
    {
        long hour = startMs / HourMs;
        if (hour == _hour) return;
        bool hasChange = Alarm.OnsetOrNull is not null;
        if (_isWholeHour && hour == _hour + 1 && !hasChange) Learn();
        _isWholeHour = startMs % HourMs == 0;
        _hour = hour;
        _hourCount = 0;
    }

    private void Learn()
    {
        int cell = ShareVariation.CellOf(_hour * HourMs);
        double expected = _rates.RateOf(cell);
        if (_rates.SeenOf(cell) > 1 && expected > 0 && _doubt > 0)
        {
            double beyond = Math.Max(0, Math.Pow(_hourCount - expected, 2) - Math.Pow(UsualVariation * expected, 2));
            _spread = Math.Max(1, _spread + (SpreadLearning * (Math.Min(beyond / expected, 20) - _spread)));
        }

        _rates.Learn(cell, _hourCount);
    }
}
