using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Windows;

/// <summary>Windows of a fixed number of records in order of arrival. No record is late.</summary>
internal sealed class CountWindow(Baseline baseline, ModelOptions options, int classes)
    : TumblingWindow(baseline, options, classes, options.Windows.DriftRecords)
{
    public override bool TryAdd(in PredictionView prediction)
    {
        Current.Add(prediction);
        return true;
    }

    public override bool TryClose(long watermarkMs)
    {
        if (Current.Records < Needed) return false;
        Close();
        return true;
    }
}
