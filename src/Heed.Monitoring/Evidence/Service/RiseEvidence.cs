namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Evidence that more requests fail, or are slow, than in the model's own past. Until that is known, it is evidence that more of them break
/// the promise than may: a burn rate over the first handful of requests says nothing.
/// </summary>
internal sealed class RiseEvidence
{
    private const long LeastRecoveryMs = 30 * 60_000;
    private const long DayMs = 24 * 3_600_000;

    private readonly EvidenceKind _kind;
    private readonly string _subject;
    private readonly RequestRing _ring;
    private readonly Func<RequestCounts, RiseCounts> _counted;
    private readonly double _promised;
    private readonly UsualShare _usual = new();
    private readonly Recovery _recovery = new(LeastRecoveryMs);
    private readonly ChangedShare _changed = new();
    private long _heldMs = long.MinValue / 2;
    private long _shownMs = long.MinValue / 2;

    /// <param name="ring">What requests came to lately, the minute that is stepped included.</param>
    /// <param name="counted">What of it is counted.</param>
    /// <param name="promised">The largest share of requests that may break their promise; NaN where none is made.</param>
    public RiseEvidence(
        EvidenceKind kind, string subject, RequestRing ring, Func<RequestCounts, RiseCounts> counted, double logThreshold, double promised)
    {
        _kind = kind;
        _subject = subject;
        _ring = ring;
        _counted = counted;
        _promised = promised;
        Alarm = new EvidenceAlarm(1, logThreshold - EvidenceAlarm.OneSided);
        if (IsPromised) Alarm.Step(enough: true);
    }

    public EvidenceAlarm Alarm { get; }

    private bool IsPromised => UsualShare.MostAround(_promised) < 1;

    /// <param name="startsAnew">Whether a change may begin in this minute: ln of the hours since the last one that might; else −∞.</param>
    public void Step(long startMs, RequestCounts minute, double startsAnew)
    {
        RiseCounts counts = _counted(minute);
        bool isKnown = _usual.IsKnown;
        bool isHeld = isKnown || IsPromised;
        double most = isKnown ? _usual.Most : UsualShare.MostAround(_promised);
        long counted = isKnown ? counts.Hits : counts.Broken;
        if (isHeld && counts.Requests > 0) Alarm.Detector.Add(0, counted, counts.Requests, 0, most, _usual.Clustering, startsAnew, startMs);
        bool before = Alarm.OnsetOrNull is not null;

        // A change may hide for some hours of each day, and few requests at night say little: it is seen again within a day, or it is over.
        Alarm.Step(isHeld, mayClear: startMs >= _heldMs + DayMs);
        if (Alarm.State == EvidenceState.Holding) _heldMs = startMs;
        if (Alarm.OnsetOrNull is { } onset) Recover(startMs, onset, before, counts, counted, most);
        _usual.Add(startMs, counts.Hits, counts.Requests, Alarm.OnsetOrNull is not null);
    }

    public EvidenceFinding Find()
    {
        RiseCounts since = Alarm.OnsetOrNull is { } onset ? _counted(_ring.Since(onset)) : default;
        return new EvidenceFinding(
            _kind,
            Alarm.State,
            null,
            "",
            "",
            _subject,
            Alarm.EvidenceLog10,
            Alarm.ThresholdLog10,
            ExpectedShare(),
            since.Requests > 0 ? since.Broken / (double)since.Requests : double.NaN,
            double.NaN,
            since.Requests,
            Alarm.OnsetOrNull)
        {
            LeastShare = Alarm.OnsetOrNull is null ? double.NaN : _changed.Least(_ring, _counted),
        };
    }

    /// <summary>Of requests that break their promise: where all that is more than usual does, what is usual, else what is promised.</summary>
    private double ExpectedShare() => _usual.IsKnown && (_kind == EvidenceKind.Errors || !IsPromised) ? _usual.Share : _promised;

    public void Save(BinaryWriter writer)
    {
        _usual.Save(writer);
        _recovery.Save(writer);
        _changed.Save(writer);
        writer.Write(_heldMs);
        writer.Write(_shownMs);
        Alarm.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _usual.Load(reader);
        _recovery.Load(reader);
        _changed.Load(reader);
        _heldMs = reader.ReadInt64();
        _shownMs = reader.ReadInt64();
        Alarm.Load(reader);
    }

    /// <summary>
    /// The share of the change is the one of all that came since it began, what would be its end with it: so the ratio is the one of "it has
    /// ended" against "it goes on as it was", and few hits, which may have come early by chance, do not make an end of the next quiet hours.
    /// </summary>
    private void Recover(long startMs, long onsetMs, bool before, RiseCounts counts, long counted, double most)
    {
        if (before)
        {
            _changed.Add(counts);
        }
        else
        {
            _changed.Begin(onsetMs, _counted(_ring.Since(onsetMs)));
            _recovery.Reset();
            _recovery.LeastMs = startMs <= _shownMs + DayMs ? DayMs : LeastRecoveryMs;
        }

        _shownMs = startMs;
        double changed = Math.Max(2 * most, _changed.Share);
        if (_recovery.Step(counted, counts.Requests, most, changed, _usual.Clustering, startMs)) Alarm.End();
    }
}
