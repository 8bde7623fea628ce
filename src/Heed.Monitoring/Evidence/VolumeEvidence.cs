using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// Evidence that fewer requests come than half of what the stream itself had at like hours. A baseline's rows say nothing of production's
/// rate, so the rate is learned here, by hour of weekdays and of weekends; until the pane's hour is known of both there is not enough data.
/// </summary>
internal sealed class VolumeEvidence(double logThreshold)
{
    // The rate of an hour follows its newest occurrences; a fall to less than this part of it is a change.
    private const double LeastLearning = 0.25;
    private const double FallThatMatters = 0.5;
    private const double InflationLearning = 0.02;

    // A Poisson count is a rare share of very many trials.
    private const double RareShare = 1e-4;

    private readonly double[] _hoursSeen = new double[ShareVariation.Cells];
    private readonly double[] _rates = new double[ShareVariation.Cells];
    private double _inflation = 2;
    private double _recentRecords;
    private double _recentExpected;

    public EvidenceAlarm Alarm { get; } = new(1, logThreshold);

    public void Step(PaneCounts pane, int cell, double hours, double logHours)
    {
        double records = pane.Records + pane.Errors;
        int other = (cell + 24) % ShareVariation.Cells;
        bool isKnown = _hoursSeen[cell] >= 1 && _hoursSeen[other] >= 1;
        double expected = Math.Min(_rates[cell], _rates[other]) * hours;
        if (isKnown && expected > 0)
        {
            double trials = expected * FallThatMatters / RareShare;
            Alarm.Detector.Add(0, records, trials, RareShare, 1, _inflation, logHours, pane.StartMs);
            double kept = Math.Exp(-hours);
            _recentRecords = (kept * _recentRecords) + records;
            _recentExpected = (kept * _recentExpected) + (_rates[cell] * hours);
        }

        Alarm.Step(isKnown && expected > 0);
        Learn(cell, records, hours);
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
        _recentExpected > 0 ? _recentRecords / _recentExpected : double.NaN,
        double.NaN,
        _recentRecords,
        Alarm.State is EvidenceState.Holding or EvidenceState.Clearing ? Alarm.OnsetMs : null);

    public void Save(BinaryWriter writer)
    {
        foreach (double hours in _hoursSeen) writer.Write(hours);
        foreach (double rate in _rates) writer.Write(rate);
        writer.Write(_inflation);
        writer.Write(_recentRecords);
        writer.Write(_recentExpected);
        Alarm.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _hoursSeen.Length; i++) _hoursSeen[i] = reader.ReadDouble();
        for (int i = 0; i < _rates.Length; i++) _rates[i] = reader.ReadDouble();
        _inflation = reader.ReadDouble();
        _recentRecords = reader.ReadDouble();
        _recentExpected = reader.ReadDouble();
        Alarm.Load(reader);
    }

    private void Learn(int cell, double records, double hours)
    {
        double expected = _rates[cell] * hours;
        if (_hoursSeen[cell] >= 1 && expected > 0)
        {
            double residual = records - expected;
            _inflation += hours * InflationLearning * ((residual * residual / expected) - _inflation);
            _inflation = Math.Max(1, _inflation);
        }

        _hoursSeen[cell] += hours;
        double weight = Math.Min(1, Math.Max(LeastLearning * hours, hours / _hoursSeen[cell]));
        _rates[cell] += weight * ((records / hours) - _rates[cell]);
    }
}
