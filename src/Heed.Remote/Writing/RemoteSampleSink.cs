using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Remote.Writing;

/// <summary>
/// Writes samples to a Prometheus-compatible store by remote write 1.0, through a queue on disk: what <see cref="Commit"/> kept reaches
/// the store at least once, whatever happens to either side, unless the queue grows beyond its bound. Appends may come from any thread;
/// one at a time is sent, in the order of the commits.
/// </summary>
/// <remarks>
/// Locks, always taken in this order: <c>_committer</c> is held while requests are made and written to disk; <c>_gate</c> owns the
/// pending samples and the counters, and is held for one append.
/// </remarks>
public sealed class RemoteSampleSink : IHistogramSink, IAsyncDisposable
{
    private readonly RemoteWriteOptions _options;
    private readonly TimeProvider _clock;
    private readonly RemoteWriteQueue _queue;
    private readonly RemoteWriteSender _sender;
    private readonly Lock _committer = new();
    private readonly Lock _gate = new();
    private readonly WriteRequest _request = new();
    private readonly List<(int Samples, byte[] Body)> _unwritten = [];
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _loops;
    private PendingSamples _pending = new();
    private PendingSamples _spare = new();
    private long _appended;
    private long _refused;
    private long _sent;
    private long _rejected;
    private long _retries;
    private long _failedCommits;
    private int _unwrittenSamples;
    private string? _lastFailure;

    private RemoteSampleSink(RemoteWriteOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _queue = new RemoteWriteQueue(options.Directory, options.MaxQueueBytes);
        _sender = new RemoteWriteSender(options, clock);
        _loops = [Task.Run(FlushAsync), Task.Run(SendAsync)];
    }

    public RemoteWriteCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return new RemoteWriteCounters(
                    _appended, _refused, _sent, _rejected, _queue.DroppedSamples, _retries, _queue.WaitingSamples, _queue.WaitingBytes,
                    _failedCommits, _lastFailure);
            }
        }
    }

    /// <summary>Opens the queue and begins to send what an earlier process left in it.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">Another version wrote the queue.</exception>
    public static RemoteSampleSink Open(RemoteWriteOptions options, TimeProvider clock) => new(options, clock);

    /// <inheritdoc/>
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        lock (_gate)
        {
            if (IsFull_NeedsLock()) return AppendOutcome.Limited;
            _pending.Add(labels, timeMs, value);
            return AppendOutcome.Appended;
        }
    }

    /// <inheritdoc/>
    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        lock (_gate)
        {
            if (IsFull_NeedsLock()) return AppendOutcome.Limited;
            _pending.Add(labels, timeMs, histogram);
            return AppendOutcome.Appended;
        }
    }

    /// <summary>
    /// Puts everything appended before the call into the queue on disk. The result is null, or why the disk refused; a later commit tries
    /// again.
    /// </summary>
    public string? Commit()
    {
        lock (_committer)
        {
            PendingSamples taken;
            lock (_gate)
            {
                taken = _pending;
                (_pending, _spare) = (_spare, _pending);
                _unwrittenSamples += taken.Count;
            }

            for (int start = 0; start < taken.Count; start += _options.BatchSamples)
            {
                int count = Math.Min(_options.BatchSamples, taken.Count - start);
                _unwritten.Add((count, _request.Encode(taken, start, count)));
            }

            taken.Clear();
            return _unwritten.Count == 0 ? null : Write_NeedsCommitter();
        }
    }

    /// <summary>Commits and stops. What was not sent yet is sent after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        Commit();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
        _sender.Dispose();
        _queue.Dispose();
        _work.Dispose();
        _stopping.Dispose();
    }

    private string? Write_NeedsCommitter()
    {
        string? failure = _queue.Add(_unwritten, _clock.GetUtcNow().ToUnixTimeMilliseconds());
        lock (_gate)
        {
            if (failure is not null)
            {
                _failedCommits++;
                _lastFailure = failure;
                return failure;
            }

            _unwrittenSamples = 0;
        }

        _unwritten.Clear();
        WakeSender();
        return null;
    }

    private bool IsFull_NeedsLock()
    {
        bool full = _pending.Count + _unwrittenSamples >= _options.MaxPendingSamples;
        if (full) _refused++;
        else _appended++;
        return full;
    }

    private async Task FlushAsync()
    {
        using PeriodicTimer timer = new(_options.FlushInterval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false)) Commit();
        }
        catch (OperationCanceledException)
        {
            // The sink is being disposed, which commits once more.
        }
    }

    private async Task SendAsync()
    {
        TimeSpan pause = _options.FirstPause;
        try
        {
            while (true)
            {
                WriteOutcome? next = await SendNextAsync().ConfigureAwait(false);
                if (next is not { } outcome)
                {
                    await _work.WaitAsync(_stopping.Token).ConfigureAwait(false);
                    continue;
                }

                if (outcome.Status != WriteStatus.Retry)
                {
                    pause = _options.FirstPause;
                    continue;
                }

                TimeSpan wait = outcome.RetryAfter > pause ? outcome.RetryAfter.Value : pause;
                if (wait > _options.LongestPause) wait = _options.LongestPause;
                await Task.Delay(wait, _clock, _stopping.Token).ConfigureAwait(false);
                pause = pause * 2 < _options.LongestPause ? pause * 2 : _options.LongestPause;
            }
        }
        catch (OperationCanceledException)
        {
            // The sink is being disposed; the queue keeps what is left.
        }
    }

    /// <summary>Null where nothing waits. A disk that fails must not end the sending: it is told, and tried again.</summary>
    private async Task<WriteOutcome?> SendNextAsync()
    {
        try
        {
            if (_queue.Peek() is not { } request) return null;
            WriteOutcome outcome = await _sender.SendAsync(request.Body, _stopping.Token).ConfigureAwait(false);
            if (outcome.Status != WriteStatus.Retry) _queue.Remove(request.Sequence);
            Count(outcome, request.Samples);
            return outcome;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            WriteOutcome failure = new(WriteStatus.Retry, error.Message, null);
            Count(failure, 0);
            return failure;
        }
    }

    private void Count(WriteOutcome outcome, int samples)
    {
        lock (_gate)
        {
            if (outcome.Status == WriteStatus.Accepted) _sent += samples;
            else if (outcome.Status == WriteStatus.Rejected) _rejected += samples;
            else _retries++;
            if (outcome.Detail.Length > 0) _lastFailure = outcome.Detail;
        }
    }

    private void WakeSender()
    {
        if (_work.CurrentCount > 0) return;
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another commit woke it in the same moment.
        }
    }
}
