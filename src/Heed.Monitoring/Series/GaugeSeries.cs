using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Monitoring.Series;

/// <summary>
/// A series whose value may cease to exist. The first collection without one ends the series with a stale marker, so that no rule
/// takes the past for the present. Whether it has ended is all that a collection changes; after a restart it counts as ended.
/// </summary>
internal sealed class GaugeSeries(LabelSet labels)
{
    private bool _isAlive;

    /// <param name="value">NaN where there is none.</param>
    public void Collect(SeriesWriter writer, double value)
    {
        bool exists = !double.IsNaN(value);
        if (exists) writer.Write(labels, value);
        else if (_isAlive) writer.Write(labels, StaleMarker.Value);
        _isAlive = exists;
    }
}
