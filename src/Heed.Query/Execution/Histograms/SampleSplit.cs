using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Query.Execution.Histograms;

/// <summary>The samples of a series that has histograms, floats apart from them; used again for one series after the other.</summary>
internal sealed class SampleSplit
{
    private readonly List<NativeHistogram> _histograms = [];
    private long[] _floatTimes = [];
    private double[] _values = [];
    private long[] _times = [];
    private long[] _starts = [];
    private int _floats;

    public ReadOnlySpan<long> FloatTimesMs => _floatTimes.AsSpan(0, _floats);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, _floats);

    /// <summary>The times of the histograms.</summary>
    public ReadOnlySpan<long> TimesMs => _times.AsSpan(0, _histograms.Count);

    /// <summary>When the counter of each histogram began; 0 where nobody says.</summary>
    public ReadOnlySpan<long> StartTimesMs => _starts.AsSpan(0, _histograms.Count);

    public ReadOnlySpan<NativeHistogram> Histograms => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_histograms);

    /// <summary>Stale markers are left out.</summary>
    public void Read(SampleBuffer buffer, StatisticsReader? statistics = null)
    {
        Reserve(buffer.Count);
        _floats = 0;
        _histograms.Clear();
        ReadOnlySpan<long> times = buffer.TimesMs;
        ReadOnlySpan<NativeHistogram?> histograms = buffer.Histograms;
        for (int i = 0; i < times.Length; i++)
        {
            if (histograms[i] is { } histogram)
            {
                _times[_histograms.Count] = times[i];
                _starts[_histograms.Count] = buffer.HasStartTimes ? buffer.StartTimesMs[i] : 0;
                _histograms.Add(statistics?.Read(histogram) ?? histogram);
                continue;
            }

            if (StaleMarker.IsStale(buffer.Values[i])) continue;

            _floatTimes[_floats] = times[i];
            _values[_floats++] = buffer.Values[i];
        }
    }

    private void Reserve(int count)
    {
        if (_times.Length >= count) return;
        _floatTimes = new long[count];
        _values = new double[count];
        _times = new long[count];
        _starts = new long[count];
    }
}
