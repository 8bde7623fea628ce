using Heed.Model.Samples;

namespace Heed.Ingest.RemoteWrite;

/// <summary>Collects samples for the store's gate, so that its lock is taken once for many.</summary>
internal sealed class SampleBatch(IBatchSampleSink sink)
{
    private const int Samples = 2048;

    private readonly SeriesSample[] _samples = new SeriesSample[Samples];
    private readonly AppendOutcome[] _outcomes = new AppendOutcome[Samples];
    private int _count;

    /// <summary>Of the request that is being read.</summary>
    public RemoteWriteTally Tally { get; set; } = new();

    public void Add(SeriesHandle series, long timeMs, double value)
    {
        if (_count == Samples) Flush();
        _samples[_count++] = new SeriesSample(series, timeMs, value);
    }

    public void Flush()
    {
        if (_count == 0) return;
        sink.Append(_samples.AsSpan(0, _count), _outcomes.AsSpan(0, _count));
        long written = 0;
        foreach (AppendOutcome outcome in _outcomes.AsSpan(0, _count))
        {
            if (outcome == AppendOutcome.Appended) written++;
            else Tally.Add(outcome, isHistogram: false);
        }

        Tally.SamplesWritten += written;

        // Handles of series that have ended must not live on in an idle batch.
        Array.Clear(_samples, 0, _count);
        _count = 0;
    }
}
