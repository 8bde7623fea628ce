namespace Heed.Monitoring.Evidence.Service;

/// <summary>Evidence that more requests fail, or are slow, than in the model's own past.</summary>
internal sealed class RiseEvidence(EvidenceKind kind, string subject, double logThreshold)
{
    private const long LeastRecoveryMs = 30 * 60_000;

    private readonly UsualShare _usual = new();
    private readonly Recovery _recovery = new(LeastRecoveryMs);
    private (double Hits, double Requests) _changed;

    public EvidenceAlarm Alarm { get; } = new(1, logThreshold - EvidenceAlarm.OneSided);

    /// <param name="startsAnew">Whether a change may begin in this minute: ln of the hours since the last one that might; else −∞.</param>
    public void Step(long startMs, long hits, long requests, double startsAnew)
    {
        bool known = _usual.IsKnown;
        if (known && requests > 0) Alarm.Detector.Add(0, hits, requests, 0, _usual.Most, 1, startsAnew, startMs);
        Alarm.Step(known);
        Recover(startMs, hits, requests);
        _usual.Add(startMs, hits, requests, Alarm.OnsetOrNull is not null);
    }

    private void Recover(long startMs, long hits, long requests)
    {
        if (Alarm.OnsetOrNull is null)
        {
            _recovery.Reset();
            _changed = (0, 0);
            return;
        }

        // What the share of the change is, its first hundreds of requests tell; they cannot be taken for its end.
        if (_changed.Requests < 200) _changed = (_changed.Hits + hits, _changed.Requests + requests);
        double changed = Math.Max(2 * _usual.Most, _changed.Requests > 0 ? _changed.Hits / _changed.Requests : 0);
        if (_recovery.Step(hits, requests, _usual.Most, changed, 1, startMs)) Alarm.End();
    }

    /// <param name="hits">Since the onset.</param>
    /// <param name="requests">Since the onset.</param>
    public EvidenceFinding Find(long hits, long requests) => new(
        kind,
        Alarm.State,
        null,
        "",
        "",
        subject,
        Alarm.EvidenceLog10,
        Alarm.ThresholdLog10,
        _usual.IsKnown ? _usual.Share : double.NaN,
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
