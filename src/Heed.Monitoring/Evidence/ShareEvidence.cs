using Heed.Monitoring.Baselines;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Evidence;

/// <summary>One piece of evidence: some components of a group against the baseline's shares.</summary>
internal sealed class ShareEvidence
{
    // A baseline's own error is believed up to this many standard errors, its days' variation up to half a standard deviation: evidence needs
    // a change that matters beyond that, so that the few components whose share lies further off do not alarm.
    public const double ErrorsTolerated = 1.5;
    private const double DaysTolerated = 0.5;

    // What the baseline has next to nothing of comes in pairs; how a feature's usual values cluster says nothing of it.
    private const float NewInflation = 2;
    private const long LeastTrials = 50;
    private const double LeastRecent = 30;

    // Independent records from which on the size of a change is known; no share counts as further than this from 0 and 1.
    private const double LeastMeasured = 100;
    private const double LeastShare = 0.001;

    private const double UsualConcentration = 0.25;

    // A night in which nothing is wrong, because what is wrong happens by day, is no recovery: what came back within a day of its end
    // has to stay away for a whole one.
    private const long LeastRecoveryMs = 6 * 3_600_000;
    private const long DayMs = 24 * 3_600_000;

    // What is usual differs by the hour: a change that some hours hide is seen again within a day, or it is over.
    private const long LeastClearingMs = DayMs;

    private readonly EvidenceSubject _subject;
    private readonly ShareGroup _group;
    private readonly int _first;
    private readonly int _count;
    private readonly bool _onlyMore;
    private readonly float[] _tolerances;

    /// <summary>The components of which the baseline has next to nothing; null where there is none.</summary>
    private readonly bool[]? _isNew;
    private readonly bool _isKnown;
    private readonly Recovery _recovery = new(LeastRecoveryMs);
    private int _lead = -1;
    private double _shift = double.NaN;
    private long _heldMs = long.MinValue;
    private long _shownMs = long.MinValue;

    public ShareEvidence(EvidenceSubject subject, ShareGroup group, int first, int count, double logThreshold)
    {
        _subject = subject;
        _group = group;
        _first = first;
        _count = count;
        EffectFloor floor = EffectFloor.Of(subject.Kind);
        _onlyMore = floor.OnlyMore;
        bool isOneSided = _onlyMore && !Enumerable.Range(0, count).Any(subject.IsTwoSided);
        Alarm = new EvidenceAlarm(count, isOneSided ? logThreshold - EvidenceAlarm.OneSided : logThreshold);
        _tolerances = new float[count];

        // What labelled answers vary by from day to day is in the inflation of their counts already.
        // A segment's own days may vary more than those of the whole.
        double days = subject.Kind != EvidenceKind.Quality ? DaysTolerated : subject.SegmentKey.Length > 0 ? 1 : 0;
        _isKnown = true;
        for (int i = 0; i < count; i++)
        {
            ShareVariation variation = group.Variation;
            int c = first + i;
            _isKnown &= variation.Trials[c] >= LeastTrials;
            double error = ErrorsTolerated * variation.Errors[c];
            _tolerances[i] = (float)(floor.Around(variation.Shares[c]) + error + (days * variation.DaySpreads[c]));
            bool isNew = subject.Kind == EvidenceKind.DataQuality && variation.Trials[c] * variation.Shares[c] < LeastTrials;
            if (isNew) (_isNew ??= new bool[count])[i] = true;
        }
    }

    public EvidenceAlarm Alarm { get; }

    public EvidenceSubject Subject => _subject;

    /// <summary>Takes the pane that the group holds.</summary>
    public void Step(double logHours, long startMs)
    {
        if (!_isKnown) return;
        double recent = double.PositiveInfinity;
        for (int i = 0; i < _count; i++)
        {
            int c = _first + i;
            recent = Math.Min(recent, _group.RecentIndependent(c));
            if (_group.Trials[c] <= 0) continue;
            double low = _onlyMore && !_subject.IsTwoSided(i) ? 0 : _group.Least[c] - _tolerances[i];
            double high = _group.Most[c] + _tolerances[i];
            if (IsNew(i)) Alarm.Detector.AddNew(i, _group.Successes[c], _group.Trials[c], high, Math.Min(NewInflation, _group.InflationOf(c)), logHours, startMs);
            else Alarm.Detector.Add(i, _group.Successes[c], _group.Trials[c], low, high, _group.InflationOf(c), logHours, startMs);
        }

        bool before = Alarm.OnsetOrNull is null;
        Alarm.Step(recent >= LeastRecent, mayClear: startMs >= _heldMs + LeastClearingMs);
        if (Alarm.State == EvidenceState.Holding) _heldMs = startMs;
        if (Alarm.OnsetOrNull is null) return;
        if (before)
        {
            _group.BeginAnew();
            _recovery.Reset();
            _recovery.LeastMs = startMs <= _shownMs + DayMs ? DayMs : LeastRecoveryMs;
            _shift = double.NaN;
        }

        _shownMs = startMs;
        Recover(startMs);
    }

    private bool IsNew(int component) => _isNew is not null && _isNew[component];

    /// <summary>
    /// By the component that leads: what its first records of the change were off by, in logits, it would go on being off by at every hour.
    /// </summary>
    private void Recover(long startMs)
    {
        int lead = Math.Max(0, Alarm.Detector.Lead);
        int c = _first + lead;
        double trials = _group.RecentTrials[c];
        if (lead != _lead || double.IsNaN(_shift) || (_group.RecentIndependent(c) < LeastMeasured && trials > 0))
        {
            _lead = lead;
            _shift = trials > 0 ? Logit(_group.RecentSuccesses[c] / trials) - Logit(_group.RecentExpected[c] / trials) : double.NaN;
        }

        if (double.IsNaN(_shift)) return;
        bool isUp = Alarm.Detector.LeadIsUp;
        double changed = 1 / (1 + Math.Exp(-Logit(_group.Expected[c]) - _shift));
        double usual = isUp ? _group.Most[c] + _tolerances[lead] : _group.Least[c] - _tolerances[lead];
        bool beyond = isUp ? changed > usual : changed < usual;
        double inflation = _group.InflationOf(c);
        if (beyond && _recovery.Step(_group.Successes[c], _group.Trials[c], usual, changed, inflation, startMs)) Alarm.End();
    }

    private static double Logit(double share)
    {
        double inside = Math.Clamp(share, LeastShare, 1 - LeastShare);
        return Math.Log(inside / (1 - inside));
    }

    /// <summary>
    /// The largest share that two neighbouring bins of a number have of the newest records, of those that a quarter of the baseline had at
    /// most: near 1 where answers have become the same. NaN where there are fewer than thirty.
    /// </summary>
    public double Concentration()
    {
        double most = double.NaN;
        int edges = _subject.Cumulative;
        for (int i = 0; i + 2 < edges; i++)
        {
            double trials = _group.RecentTrials[_first + i];
            if (trials < LeastRecent) continue;
            double expected = (_group.RecentExpected[_first + i + 2] - _group.RecentExpected[_first + i]) / trials;
            double current = (_group.RecentSuccesses[_first + i + 2] - _group.RecentSuccesses[_first + i]) / trials;
            if (expected <= UsualConcentration && !(current <= most)) most = current;
        }

        return most;
    }

    public EvidenceFinding Find()
    {
        int lead = Readable(Alarm.Detector.Lead);
        int c = _first + Math.Max(0, lead);
        double trials = _group.RecentTrials[c];
        return new EvidenceFinding(
            _subject.Kind,
            Alarm.State,
            _subject.Feature,
            _subject.SegmentKey,
            _subject.SegmentValue,
            lead < 0 ? "" : _subject.Names(lead),
            Alarm.EvidenceLog10,
            Alarm.ThresholdLog10,
            trials > 0 ? _group.RecentExpected[c] / trials : double.NaN,
            trials > 0 ? _group.RecentSuccesses[c] / trials : double.NaN,
            _subject.Cumulative > 0 ? Shift() : double.NaN,
            trials,
            Alarm.OnsetOrNull);
    }

    /// <summary>A mean rank says nothing to people: the share below an edge that has moved most stands for it.</summary>
    private int Readable(int lead)
    {
        if (_subject.Cumulative == 0 || lead != _count - 1) return lead;
        int most = 0;
        double distance = -1;
        for (int i = 0; i < _subject.Cumulative; i++)
        {
            double moved = Math.Abs(_group.RecentSuccesses[_first + i] - _group.RecentExpected[_first + i]);
            if (moved > distance) (most, distance) = (i, moved);
        }

        return most;
    }

    /// <summary>
    /// The mean over the inner cumulative shares of the difference of their normal quantiles: exact for a normal distribution that
    /// moves as a whole, and no value of any size moves it by more than its share.
    /// </summary>
    private double Shift()
    {
        double sum = 0;
        int used = 0;
        for (int i = 0; i < _subject.Cumulative; i++)
        {
            int c = _first + i;
            double trials = _group.RecentTrials[c];
            if (trials <= 0) continue;
            double expected = _group.RecentExpected[c] / trials;
            if (expected is < 0.05 or > 0.95) continue;
            double current = Math.Clamp(_group.RecentSuccesses[c] / trials, 0.001, 0.999);
            sum += NormalDistribution.Quantile(expected) - NormalDistribution.Quantile(current);
            used++;
        }

        return used == 0 ? double.NaN : sum / used;
    }

    public void Save(BinaryWriter writer)
    {
        Alarm.Save(writer);
        _recovery.Save(writer);
        writer.Write(_lead);
        writer.Write(_shift);
        writer.Write(_heldMs);
        writer.Write(_shownMs);
    }

    public void Load(BinaryReader reader)
    {
        Alarm.Load(reader);
        _recovery.Load(reader);
        _lead = reader.ReadInt32();
        _shift = reader.ReadDouble();
        _heldMs = reader.ReadInt64();
        _shownMs = reader.ReadInt64();
    }
}
