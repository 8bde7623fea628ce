using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Windows;

/// <summary>Windows of a fixed number of records in order of arrival. No record is late.</summary>
internal sealed class CountWindow : SlidingWindow
{
    private readonly int _every;
    private readonly int _length;
    private long _slice;
    private WindowTally? _open;

    public CountWindow(Baseline baseline, ModelOptions options, int classes)
        : this(baseline, options, classes, options.Windows.DriftRecords / options.Windows.SliceRecords)
    {
    }

    private CountWindow(Baseline baseline, ModelOptions options, int classes, int length)
        : base(baseline, options, classes, options.Windows.DriftRecords, length, length)
    {
        _every = options.Windows.SliceRecords;
        _length = length;
    }

    public override WindowPlace Add(in PredictionView prediction)
    {
        _open ??= Slices.Open(_slice);
        _open.Add(prediction);
        return WindowPlace.Open;
    }

    public override bool TryClose(long watermarkMs)
    {
        if (_open is null || _open.Records < _every) return false;
        _open = null;
        _slice++;
        if (_slice < _length) return false;
        Close(_slice);
        return true;
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        writer.Write(_slice);
        writer.Write(_open is not null);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        _slice = reader.ReadInt64();
        _open = reader.ReadBoolean() ? Slices.Open(_slice) : null;
    }
}
