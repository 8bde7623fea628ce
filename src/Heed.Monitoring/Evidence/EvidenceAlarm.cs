using Heed.Statistics.Sequential;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// One detector against its part of the model's budget, with hysteresis: it holds from the threshold on, and until evidence has fallen to
/// a fiftieth of it, where it begins anew.
/// </summary>
internal sealed class EvidenceAlarm
{
    // In nats. Evidence of one share stops growing this far above the threshold, so that a long change is not remembered for as long.
    private const double Headroom = 1;

    /// <summary>Of a detector that looks one way: half of what its mean is of is never used, and the mean of the rest twice as large. ln 2.</summary>
    public const double OneSided = 0.6931471805599453;

    private const double ClearMargin = 3.9;

    private readonly double _logThreshold;
    private double _doubt;

    /// <param name="shares">That the detector watches.</param>
    /// <param name="logThreshold">ln of the hours between false alarms of this evidence alone.</param>
    public EvidenceAlarm(int shares, double logThreshold)
    {
        _logThreshold = logThreshold;
        Detector = new ShareChangeDetector(shares, logThreshold + Headroom);
    }

    public ShareChangeDetector Detector { get; }

    public EvidenceState State { get; private set; }

    /// <summary>The start of the change that holds; meaningless otherwise.</summary>
    public long OnsetMs { get; private set; }

    /// <summary>Null unless a change holds.</summary>
    public long? OnsetOrNull => IsOn ? OnsetMs : null;

    public double EvidenceLog10 => Math.Max(0, Detector.LogEvidence + _doubt) / Math.Log(10);

    public double ThresholdLog10 => _logThreshold / Math.Log(10);

    public double Strength => EvidenceFinding.StrengthOf(State, EvidenceLog10, ThresholdLog10);

    private bool IsOn => State is EvidenceState.Holding or EvidenceState.Clearing;

    /// <summary>Takes what the detector says after a pane.</summary>
    /// <param name="enough">Whether there are enough records to call it quiet.</param>
    /// <param name="doubt">At most 0, in nats: what else could explain it.</param>
    /// <param name="mayClear">Whether a change that holds may be called over because its evidence has fallen.</param>
    public void Step(bool enough, double doubt = 0, bool mayClear = true)
    {
        Detector.Update();
        _doubt = doubt;
        double margin = Detector.LogEvidence + doubt - _logThreshold;
        if (margin >= 0)
        {
            if (!IsOn) OnsetMs = Detector.SinceMs;
            State = EvidenceState.Holding;
        }
        else if (IsOn && (margin > -ClearMargin || !mayClear))
        {
            State = EvidenceState.Clearing;
        }
        else
        {
            if (IsOn) Detector.Reset();
            State = enough ? EvidenceState.Quiet : EvidenceState.NotEnoughData;
        }
    }

    /// <summary>The change is over.</summary>
    public void End()
    {
        Detector.Reset();
        State = EvidenceState.Quiet;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write((byte)State);
        writer.Write(OnsetMs);
        Detector.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        State = (EvidenceState)reader.ReadByte();
        OnsetMs = reader.ReadInt64();
        Detector.Load(reader);
    }
}
