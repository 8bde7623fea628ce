using Heed.Model.Samples;
using Heed.Monitoring.Monitors;

namespace Heed.Monitoring.Series;

/// <summary>
/// What one monitor writes, kept from collection to collection: it is computed again when the monitor's age says so. Belongs to the
/// monitor's thread.
/// </summary>
internal sealed class MonitorSection(RecordMonitor monitor)
{
    private readonly SampleSection _section = new();
    private long? _age;
    private long _written = -1;

    public void Collect(long nowMs, ISampleSink sink)
    {
        Refresh(nowMs);
        if (sink is ISectionSink sections) sections.Append(_section, nowMs);
        else _section.WriteTo(sink, nowMs, isFirst: _written != _section.Version);
        _written = _section.Version;
    }

    /// <summary>Another state was loaded: nothing that was written says anything of it.</summary>
    public void Forget() => _age = null;

    private void Refresh(long nowMs)
    {
        long? age = monitor.AgeAt(nowMs);
        if (age is not null && age == _age) return;
        _section.Begin();
        monitor.Collect(new SeriesWriter(_section, nowMs));
        _section.End();
        _age = age;
    }
}
