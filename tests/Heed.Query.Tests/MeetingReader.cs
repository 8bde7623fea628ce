using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Query.Tests;

/// <summary>Passes reads on and notes the threads that they come from; on request, the first two reads wait for each other.</summary>
internal sealed class MeetingReader(ISeriesReader inner, bool waits) : ISeriesReader
{
    /// <summary>Long enough for a thread to start on a loaded machine; only a failing test waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CountdownEvent _meeting = new(2);
    private readonly HashSet<int> _threads = [];
    private readonly Lock _lock = new();
    private int _reads;

    public int Threads
    {
        get
        {
            lock (_lock) return _threads.Count;
        }
    }

    /// <summary>Called before every read, with how many there were before.</summary>
    public Action<int>? OnRead { get; init; }

    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        [.. inner.Select(matchers, fromMs, toMs, cancellation).Select(series => new MeetingSeries(this, series))];

    public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        inner.LabelNames(matchers, fromMs, toMs, cancellation);

    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        inner.LabelValues(name, matchers, fromMs, toMs, cancellation);

    private void Enter()
    {
        int before = Interlocked.Increment(ref _reads) - 1;
        OnRead?.Invoke(before);
        lock (_lock) _threads.Add(Environment.CurrentManagedThreadId);

        // The first series is read alone: it tells what the others cost.
        if (!waits || before is 0 or > 2) return;
        _meeting.Signal();
        _meeting.Wait(Patience, TestContext.Current.CancellationToken);
    }

    private sealed class MeetingSeries(MeetingReader reader, ISeries series) : ISeries
    {
        public LabelSet Labels => series.Labels;

        public void Read(long fromMs, long toMs, SampleBuffer target)
        {
            reader.Enter();
            series.Read(fromMs, toMs, target);
        }
    }
}
