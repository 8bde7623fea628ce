using Heed.Monitoring.Baselines;
using Heed.Statistics.Hypothesis;
using Heed.Statistics.Sequential;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Evidence that fewer requests come than the stream itself had at like hours: less than 85 of 100, and than
/// like hours vary, by more than the rates are uncertain.
/// A weekday may turn out to be a holiday: unless the day until the fall was clearly one of its own kind, evidence counts only as far as it
/// speaks against a usual day of the other kind, too.
/// </summary>
internal sealed class TrafficEvidence(double logThreshold)
{
    private const long HourMs = 3_600_000;
    private const double FallThatMatters = 0.85;
    private const double RateErrors = 0.5;

    // In nats: so much more the day until the fall is like its own kind of day than like the other that it is no holiday.
    private const double Settled = 5;
    private const int StretchesOfDay = 288;

    // What so many standard deviations of like hours explain tells nothing of how requests come in bursts.
    private const double VariationsExplained = 2.5;
    private const double SpreadLearning = 0.02;

    // In nats: a third of what it takes.
    private const double HarmlessEvidence = 4;

    // A fall that an hour may have by itself is shown when it lasts for hours: a second share, with an eighth of the evidence's weight. It
    // begins with a seventh of the other's hours, ln(1/7), and the threshold for the mean of both is lower by as much as that is less, ln(7/4).
    private const double LogPartOfHours = -1.9459101490553132;
    private const double LogUnused = 0.5596157879354227;

    // A Poisson count is a rare share of very many trials.
    private const double RareShare = 1e-4;

    // What any hour of a day of the other kind has at least of the same hour, while no such day has been seen.
    private const double LeastOfOtherDays = 0.1;

    private readonly HourlyRates _rates = new();
    private readonly ShareChangeDetector _againstOther = new(1, logThreshold + 1);
    private readonly double[] _likeness = new double[StretchesOfDay];
    private readonly HourBursts _bursts = new();
    private readonly HourVariation _variation = new();
    private readonly RecentTraffic _recent = new();

    // Where hours vary like a normal distribution's logarithm, one in as many hours as are between false alarms lies lower by chance.
    private readonly double _deviationsTolerated = NormalDistribution.Quantile(1 - Math.Exp(-logThreshold));
    private double _spread = 1;
    private double _likeOwn;
    private bool _isSettled;
    private long _day = long.MinValue;
    private long _hour = long.MinValue;
    private long _hourCount;
    private bool _isWholeHour;

    public EvidenceAlarm Alarm { get; } = new(2, logThreshold - EvidenceAlarm.OneSided - LogUnused);

    /// <param name="requests">Of one minute.</param>
    /// <param name="startsAnew">As of <see cref="RiseEvidence.Step"/>.</param>
    public void Step(long startMs, long requests, double startsAnew)
    {
        BeginHour(startMs);
        _hourCount += requests;
        _bursts.Add(startMs, requests);
        int cell = ShareVariation.CellOf(startMs);
        int other = Other(cell);
        double expected = RateAt(startMs, 0) / 60;
        bool known = expected > 0;
        if (known)
        {
            bool isOtherKnown = _rates.SeenOf(other) > 0;
            if (isOtherKnown) Compare(startMs, requests, expected, RateAt(startMs, 24) / 60, startsAnew);
            double least = Least(cell, expected) * (isOtherKnown ? 1 : LeastOfOtherDays);
            double spread = SpreadAt(startMs);
            if (least > 0) Alarm.Detector.Add(0, requests, least / RareShare, RareShare, 1, spread, startsAnew, startMs);
            if (isOtherKnown) AddHours(startMs, requests, expected, Math.Max(spread, SpreadOfHours(cell, expected)), startsAnew);
            _recent.Add(startMs, requests, expected);
        }

        Alarm.Step(known, DoubtAt(startMs));
    }

    public EvidenceFinding Find()
    {
        (double requests, double expected) = _recent.Since(Alarm.OnsetOrNull);
        return new EvidenceFinding(
            EvidenceKind.Volume,
            Alarm.State,
            null,
            "",
            "",
            "requests",
            Alarm.EvidenceLog10,
            Alarm.ThresholdLog10,
            expected > 0 ? 1 : double.NaN,
            expected > 0 ? requests / expected : double.NaN,
            double.NaN,
            requests,
            Alarm.OnsetOrNull);
    }

    public void Save(BinaryWriter writer)
    {
        _rates.Save(writer);
        Alarm.Save(writer);
        foreach (double x in (ReadOnlySpan<double>)[_spread, _likeOwn]) writer.Write(x);
        foreach (long x in (ReadOnlySpan<long>)[_day, _hour, _hourCount]) writer.Write(x);
        writer.Write(_isWholeHour);
        writer.Write(_isSettled);
        foreach (double x in _likeness) writer.Write(x);
        _againstOther.Save(writer);
        _bursts.Save(writer);
        _recent.Save(writer);
        _variation.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _rates.Load(reader);
        Alarm.Load(reader);
        (_spread, _likeOwn) = (reader.ReadDouble(), reader.ReadDouble());
        (_day, _hour, _hourCount) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        _isWholeHour = reader.ReadBoolean();
        _isSettled = reader.ReadBoolean();
        for (int i = 0; i < _likeness.Length; i++) _likeness[i] = reader.ReadDouble();
        _againstOther.Load(reader);
        _bursts.Load(reader);
        _recent.Load(reader);
        _variation.Load(reader);
    }

    /// <summary>Of an hour's count, which varies as hours do: variance over a Poisson count's.</summary>
    private double SpreadOfHours(int cell, double expected)
    {
        double deviation = _variation.DeviationFrom(_rates.SeenOf(cell));
        return 1 + (deviation * deviation * 60 * expected);
    }

    private void AddHours(long startMs, long requests, double expected, double spread, double startsAnew) => Alarm.Detector.Add(
        1, requests, FallThatMatters * expected / RareShare, RareShare, 1, spread, startsAnew + LogPartOfHours, startMs);

    private static int Other(int cell) => (cell + 24) % ShareVariation.Cells;

    /// <summary>How much more the day so far is like its own kind of day, in nats, and the evidence if it were of the other kind.</summary>
    private void Compare(long startMs, long requests, double expected, double elsewhere, double startsAnew)
    {
        long day = startMs / (24 * HourMs);
        if (day != _day) _likeOwn = 0;
        _day = day;
        _likeness[(int)(startMs % (24 * HourMs) / RequestRing.StretchMs)] = _likeOwn;
        _likeOwn += ((requests * Math.Log(expected / elsewhere)) - (expected - elsewhere)) / SpreadAt(startMs);
        double least = Least(Other(ShareVariation.CellOf(startMs)), elsewhere);
        if (least > 0) _againstOther.Add(0, requests, least / RareShare, RareShare, 1, SpreadAt(startMs), startsAnew, startMs);
        _againstOther.Update();
    }

    /// <summary>What a day of the other kind leaves of the evidence, where this day may be one: at most 0.</summary>
    private double DoubtAt(long startMs)
    {
        int cell = ShareVariation.CellOf(startMs);
        if (_rates.SeenOf(Other(cell)) == 0) return 0;
        Alarm.Detector.Update();
        long since = Alarm.Detector.SinceMs;
        if (since / (24 * HourMs) == startMs / (24 * HourMs))
        {
            _isSettled = _likeness[(int)(since % (24 * HourMs) / RequestRing.StretchMs)] >= Settled;
        }

        double against = Math.Max(-1000, _againstOther.LogEvidence);
        return _isSettled ? 0 : Math.Min(0, against - Math.Max(-1000, Alarm.Detector.LogEvidence));
    }

    /// <summary>The fewest requests a minute that are no change.</summary>
    private double Least(int cell, double expected)
    {
        int seen = _rates.SeenOf(cell);
        double error = RateErrors * Math.Sqrt(_spread / Math.Max(1, 60 * expected * seen));

        // An hour that low gives evidence of so much at most: of few requests chance alone has to be overcome.
        double harmless = Math.Sqrt(2 * HarmlessEvidence / (60 * expected));
        double tolerated = Math.Max(0, (_deviationsTolerated * _variation.DeviationFrom(seen)) - harmless);
        return expected * (Math.Min(FallThatMatters, Math.Exp(-tolerated)) - error);
    }

    /// <summary>Of a count's variance over a Poisson count's: what comes in bursts is missing between them, and the rate of the hour beside says too much.</summary>
    private double SpreadAt(long timeMs)
    {
        int cell = ShareVariation.CellOf(timeMs);
        return Math.Max(_spread, Math.Max(_bursts.Of(cell), _bursts.Of(Beside(timeMs, cell))));
    }

    /// <summary>The cell of the hour whose middle is the nearest but one.</summary>
    private static int Beside(long timeMs, int cell)
    {
        int hour = cell % 24;
        return cell - hour + ((hour + (timeMs % HourMs < HourMs / 2 ? 23 : 1)) % 24);
    }

    /// <summary>
    /// Requests an hour at a time: on the line between the middles of the hours, and not above the hour's own, as rates may rise in a step.
    /// </summary>
    /// <param name="shift">0 for the kind of day that it is, 24 for the other.</param>
    private double RateAt(long timeMs, int shift)
    {
        int cell = (ShareVariation.CellOf(timeMs) + shift) % ShareVariation.Cells;
        double own = _rates.RateOf(cell);
        double place = (((timeMs % HourMs) + 30_000) / (double)HourMs) - 0.5;
        double beside = _rates.RateOf(Beside(timeMs, cell));
        return double.IsNaN(beside) ? own : Math.Min(own, own + (Math.Abs(place) * (beside - own)));
    }

    private void BeginHour(long startMs)
    {
        long hour = startMs / HourMs;
        if (hour == _hour) return;
        bool hasChange = Alarm.OnsetOrNull is not null;
        if (_isWholeHour && hour == _hour + 1 && !hasChange) Learn();
        _bursts.Clear();
        _isWholeHour = startMs % HourMs == 0;
        _hour = hour;
        _hourCount = 0;
    }

    private void Learn()
    {
        int cell = ShareVariation.CellOf(_hour * HourMs);
        double expected = _rates.RateOf(cell);
        int seen = _rates.SeenOf(cell);
        if (seen > 1 && expected > 0 && _likeOwn > 0)
        {
            double explained = VariationsExplained * VariationsExplained * _variation.Variance * expected * expected;
            double beyond = Math.Max(0, Math.Pow(_hourCount - expected, 2) - explained);
            _spread = Math.Max(1, _spread + (SpreadLearning * (Math.Min(beyond / expected, 20) - _spread)));
        }

        if (seen > 0 && _likeOwn > 0) _variation.Learn(_hourCount, expected, seen);
        _rates.Learn(cell, _hourCount);
        _bursts.Learn(cell);
    }
}
