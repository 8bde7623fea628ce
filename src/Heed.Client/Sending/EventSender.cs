using System.Buffers;
using System.Net;

using Heed.Client.Predictions;

namespace Heed.Client.Sending;

/// <summary>
/// The task that carries events to the server. A batch is sent until the server has answered it; while the server is away, batches go to
/// the spool where
/// there is one, so that the queue stays free, and else wait in the queue until that is full.
/// </summary>
internal sealed class EventSender : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly HeedClientOptions _options;
    private readonly EventQueue _queue;
    private readonly ClientCounters _counters;
    private readonly EventWriter _writer;
    private readonly TimeProvider _clock;
    private readonly EventPost _post;
    private readonly SenderLog _log;
    private readonly SpoolFolder? _spool;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ArrayBufferWriter<byte> _batch = new(1 << 16);
    private readonly List<int> _ends = [];
    private readonly Task _run;
    private volatile TaskCompletionSource _idle = Completed();
    private TimeSpan _pause;
    private long _failedAt;

    public EventSender(
        HeedClientOptions options, EventQueue queue, ClientCounters counters, string idPrefix, TimeProvider clock, SenderLog log)
    {
        _options = options;
        _queue = queue;
        _counters = counters;
        _clock = clock;
        _writer = new EventWriter(idPrefix);
        _post = new EventPost(options);
        _log = log;
        _spool = options.Spool is { } folder ? new SpoolFolder(folder, options.SpoolBytes) : null;
        _run = Task.Run(RunAsync);
    }

    private bool IsAway => _pause > TimeSpan.Zero && _clock.GetElapsedTime(_failedAt) < _pause;

    public void Wake()
    {
        if (_wake.CurrentCount > 0) return;
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread has woken it just now.
        }
    }

    public async Task<bool> FlushAsync(TimeSpan within, CancellationToken cancellation)
    {
        // A turn that begins from now on sees everything that was queued before.
        TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource before = Interlocked.Exchange(ref _idle, idle);
        _ = idle.Task.ContinueWith(_ => before.TrySetResult(), TaskScheduler.Default);
        Wake();
        try
        {
            await idle.Task.WaitAsync(within, _clock, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Sends what is left; what the time does not suffice for is dropped and counted.</summary>
    public async ValueTask DisposeAsync()
    {
        Wake();
        await Task.WhenAny(_run, Task.Delay(_options.ExitTime, _clock)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _counters.Dropped.Add(_ends.Count);
        while (_queue.TryRead(out _)) _counters.Dropped.Add(1);
        _post.Dispose();
        _writer.Dispose();
        _wake.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TaskCompletionSource idle = _idle;
            bool rested = _ends.Count == 0 && _queue.Count == 0;
            if (rested && _queue.IsClosed) return;
            if (rested) idle.TrySetResult();
            try
            {
                bool gathers = _ends.Count == 0 && _queue.Count < _options.BatchEvents && !_queue.IsClosed;
                if (gathers) await WaitAsync(_options.Interval).ConfigureAwait(false);
                await StepAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The service's own life does not hang on its monitoring.
                _log.Broken(error, _ends.Count);
                _counters.Dropped.Add(_ends.Count);
                Clear();
            }
        }
    }

    private async Task StepAsync()
    {
        if (_ends.Count == 0) Fill();
        if (IsAway)
        {
            if (_ends.Count > 0 && _spool is not null && Store()) return;
            TimeSpan left = _pause - _clock.GetElapsedTime(_failedAt);
            await WaitAsync(left < _options.Interval ? left : _options.Interval).ConfigureAwait(false);
            return;
        }

        if (_ends.Count > 0 && await DeliverAsync(0, _ends.Count).ConfigureAwait(false)) Clear();
        while (_ends.Count == 0 && !IsAway && _spool?.Oldest is { } file) await SendFileAsync(file).ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan time)
    {
        if (time > TimeSpan.Zero) await _wake.WaitAsync(time, _stop.Token).ConfigureAwait(false);
    }

    private void Fill()
    {
        while (_ends.Count < _options.BatchEvents && _queue.TryRead(out EventSlot slot))
        {
            _writer.Write(slot, _batch);
            _ends.Add(_batch.WrittenCount);
            _queue.Release(slot);
        }
    }

    private void Clear()
    {
        _batch.ResetWrittenCount();
        _ends.Clear();
    }

    private bool Store()
    {
        try
        {
            if (!_spool!.Put(_batch.WrittenSpan)) return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _log.SpoolFailed(error.Message);
            return false;
        }

        _counters.Spooled.Add(_ends.Count);
        Clear();
        return true;
    }

    private async Task SendFileAsync(string file)
    {
        if (!File.Exists(file))
        {
            // Somebody has cleaned up: what was there is not known any more.
            _spool!.Drop();
            return;
        }

        byte[] lines = await File.ReadAllBytesAsync(file, _stop.Token).ConfigureAwait(false);
        int start = 0;
        for (int at; (at = Array.IndexOf(lines, (byte)'\n', start)) >= 0; start = at + 1) _ends.Add(at + 1);
        _batch.Write(lines.AsSpan(0, start));
        bool isSent = _ends.Count == 0 || await DeliverAsync(0, _ends.Count).ConfigureAwait(false);
        Clear();
        if (isSent) _spool!.Drop();
    }

    /// <summary>False where the same events have to be sent again. The server joins repeated predictions by their ids.</summary>
    private async Task<bool> DeliverAsync(int from, int to)
    {
        int start = from == 0 ? 0 : _ends[from - 1];
        int events = to - from;
        PostAnswer answer = await _post.SendAsync(_batch.WrittenMemory[start.._ends[to - 1]], _stop.Token).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.OK)
        {
            _pause = TimeSpan.Zero;
            long refused = Math.Clamp(Math.Max(answer.Rejected, events - answer.Accepted), 0, events);
            _counters.Sent.Add(events - refused);
            _counters.Rejected.Add(refused);
            if (refused > 0) _log.Refused(refused, events, answer.Text);
            return true;
        }

        if (answer.Status == HttpStatusCode.RequestEntityTooLarge && events > 1)
        {
            int middle = from + (events / 2);
            return await DeliverAsync(from, middle).ConfigureAwait(false) && await DeliverAsync(middle, to).ConfigureAwait(false);
        }

        if (answer.MayPass)
        {
            _pause = TimeSpan.FromTicks(Math.Clamp(_pause.Ticks * 2, FirstPause.Ticks, LongestPause.Ticks));
            if (answer.RetryAfter > _pause) _pause = answer.RetryAfter;
            _failedAt = _clock.GetTimestamp();
            _counters.Failures.Add(1);
            _log.Away(answer.Text);
            return false;
        }

        _pause = TimeSpan.Zero;
        _counters.Rejected.Add(events);
        _log.Refused(events, events, answer.Text);
        return true;
    }

    private static TaskCompletionSource Completed()
    {
        TaskCompletionSource source = new();
        source.SetResult();
        return source;
    }
}
