using System.Text;

using Heed.Model.Time;

namespace Heed.Server.Alertmanager;

/// <summary>A time as JSON has it. Alerts that were posted together have the same times: the last text is kept.</summary>
internal sealed class TimeText
{
    private readonly byte[] _text = new byte[40];
    private int _length;
    private long _timeMs = long.MinValue;

    public ReadOnlySpan<byte> Of(long timeMs)
    {
        if (timeMs != _timeMs)
        {
            _length = Encoding.UTF8.GetBytes(Rfc3339.Format(timeMs), _text);
            _timeMs = timeMs;
        }

        return _text.AsSpan(0, _length);
    }
}
