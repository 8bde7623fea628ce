namespace Heed.Monitoring.Evidence.Service;

/// <summary>Evidence that more requests fail, or are slow, than in the model's own past.</summary>
internal sealed class RiseEvidence(EvidenceKind kind, string subject, double logThreshold)
{
    private readonly UsualShare _usual = new();

    public EvidenceAlarm Alarm { get; } = new(1, logThreshold);

    /// <param name="startsAnew">Whether a change may begin in this minute: ln of the hours since the last one that might; else −∞.</param>
    public void Step(long startMs, long hits, long requests, double startsAnew)
    {
        bool known = _usual.IsKnown;
        if (known && requests > 0) Alarm.Detector.Add(0, hits, requests, 0, _usual.Most, 1, startsAnew, startMs);
        Alarm.Step(known);
        _usual.Add(startMs, hits, requests, Alarm.OnsetOrNull is not null);
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
        Alarm.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _usual.Load(reader);
        Alarm.Load(reader);
    }
}
