using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Monitoring;
using Heed.Monitoring.Evidence;

namespace Heed.SignalBench;

/// <summary>The beginnings of evidence in one stream, beside its truth.</summary>
internal sealed class EvidenceLog
{
    private const double HourMs = 3_600_000;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, (long FromMs, long ToMs)> _shown = [];
    private readonly long _onsetMs;
    private readonly long _overMs = long.MinValue;

    public EvidenceLog(StreamFolder stream)
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(stream.Path, "truth.json")));
        JsonElement root = truth.RootElement;
        _onsetMs = root.GetProperty("start").GetDateTimeOffset().ToUnixTimeMilliseconds();
        _text.Append(CultureInfo.InvariantCulture, $"{stream.Seed} {stream.Scenario} [{root.GetProperty("pool").GetString()}]");
        foreach (JsonElement incident in root.GetProperty("incidents").EnumerateArray())
        {
            _onsetMs = incident.GetProperty("onset").GetDateTimeOffset().ToUnixTimeMilliseconds();
            _overMs = incident.GetProperty("over").GetDateTimeOffset().ToUnixTimeMilliseconds();
            double end = (incident.GetProperty("end").GetDateTimeOffset().ToUnixTimeMilliseconds() - _onsetMs) / HourMs;
            double deadline = incident.GetProperty("deadline_seconds").GetDouble() / 3600;
            _text.Append(CultureInfo.InvariantCulture, $" deadline {deadline:0.0} h, end {end:0.0} h, over {(_overMs - _onsetMs) / HourMs:0} h: ");
            _text.Append(incident.GetProperty("description").GetString());
        }

        _text.Append('\n');
    }

    public void Look(ModelMonitor monitor, long nowMs)
    {
        foreach (EvidenceFinding finding in monitor.Evidence())
        {
            string name = $"{finding.Kind} {finding.Feature}{finding.SegmentValue}";
            bool on = finding.OnsetMs is not null;
            bool known = _shown.ContainsKey(name);
            if (on && !known)
            {
                _shown[name] = (nowMs, nowMs);
                bool isFalse = nowMs < _onsetMs || nowMs > _overMs;
                _text.Append(CultureInfo.InvariantCulture, $"   {(isFalse ? "FALSE" : "     ")} {(nowMs - _onsetMs) / HourMs,7:0.00} h {name}: {finding.Subject} {finding.ExpectedShare:0.0000} -> {finding.CurrentShare:0.0000}\n");
            }
            else if (!on && known)
            {
                _shown.Remove(name);
                _text.Append(CultureInfo.InvariantCulture, $"         {(nowMs - _onsetMs) / HourMs,7:0.00} h   ends {name}\n");
            }
        }
    }

    public override string ToString() => _text.ToString();
}
