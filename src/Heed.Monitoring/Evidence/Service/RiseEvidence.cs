namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// Evidence that more requests fail, or are slow, than in the model's own past. Until that is known, it is evidence that more of them break
/// the promise than may: a burn rate over the first handful of requests says nothing.
/// </summary>
internal sealed class RiseEvidence
{
    private const long LeastRecoveryMs = 30 * 60_000;

    private readonly EvidenceKind _kind;
    private readonly string _subject;
    private readonly double _promised;
    private readonly UsualShare _usual = new();
    private readonly Recovery _recovery = new(LeastRecoveryMs);
    private (double Hits, double Requests) _changed;

    /// <param name="promised">The largest share of requests that may break their promise; NaN where none is made.</param>
    public RiseEvidence(EvidenceKind kind, string subject, double logThreshold, double promised)
    {
        _kind = kind;
        _subject = subject;
        _promised = promised;
        Alarm = new EvidenceAlarm(1, logThreshold - EvidenceAlarm.OneSided);
        if (IsPromised) Alarm.Step(enough: true);
    }

    public EvidenceAlarm Alarm { get; }

    private bool IsPromised => UsualShare.MostAround(_promised) < 1;

    /// <param name="hits">Requests that are more than usual when there are more of them.</param>
    /// <param name="broken">Requests that break the promise.</param>
    /// <param name="startsAnew">Whether a change may begin in this minute: ln of the hours since the last one that might; else −∞.</param>
    public void Step(long startMs, long hits, long broken, long requests, double startsAnew)
    {
        bool isKnown = _usual.IsKnown;
        bool isHeld = isKnown || IsPromised;
        double most = isKnown ? _usual.Most : UsualShare.MostAround(_promised);
        long counted = isKnown ? hits : broken;
        if (isHeld && requests > 0) Alarm.Detector.Add(0, counted, requests, 0, most, _usual.Clustering, startsAnew, startMs);
        Alarm.Step(isHeld);
        if (isHeld) Recover(startMs, counted, requests, most);
        _usual.Add(startMs, hits, requests, Alarm.OnsetOrNull is not null);
    }

    private void Recover(long startMs, long hits, long requests, double most)
    {
        if (Alarm.OnsetOrNull is null)
        {
            _recovery.Reset();
            _changed = (0, 0);
            return;
        }

        // What the share of the change is, its first hundreds of requests tell; they cannot be taken for its end.
        if (_changed.Requests < 200) _changed = (_changed.Hits + hits, _changed.Requests + requests);
        double changed = Math.Max(2 * most, _changed.Requests > 0 ? _changed.Hits / _changed.Requests : 0);
        if (_recovery.Step(hits, requests, most, changed, _usual.Clustering, startMs)) Alarm.End();
    }

    /// <param name="hits">Since the onset.</param>
    /// <param name="requests">Since the onset.</param>
    public EvidenceFinding Find(long hits, long requests) => new(
        _kind,
        Alarm.State,
        null,
        "",
        "",
        _subject,
        Alarm.EvidenceLog10,
        Alarm.ThresholdLog10,
        _usual.IsKnown ? _usual.Share : _promised,
        requests > 0 ? hits / (double)requests : double.NaN,
        double.NaN,
        requests,
        Alarm.OnsetOrNull);

    public void Save(BinaryWriter writer)
    {
        _usual.Save(writer);
        _recovery.Save(writer);
        writer.Write(_changed.Hits);
        writer.Write(_changed.Requests);
        Alarm.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _usual.Load(reader);
        _recovery.Load(reader);
        _changed = (reader.ReadDouble(), reader.ReadDouble());
        Alarm.Load(reader);
    }
}
