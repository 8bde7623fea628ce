using System.Threading.Channels;

using Heed.Model.Records;
using Heed.Server.Leadership;
using Heed.Server.SelfMonitoring;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// The one owner of the engine. Requests hand it parsed events; it makes all that are waiting durable with one commit (group
/// commit), applies them in that order, and only then lets the requests answer.
/// </summary>
public sealed class EngineLoop : BackgroundService
{
    /// <summary>Batches that may wait; beyond it a request is told to come back.</summary>
    public const int QueueLimit = 256;

    private const string Stopping = "the server is stopping";
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly Channel<EngineWork> _queue = Channel.CreateBounded<EngineWork>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Station _station;
    private readonly TimeProvider _clock;
    private readonly bool _followsClock;
    private readonly ILogger<EngineLoop> _log;
    private readonly List<EngineWork.Events> _group = [];
    private readonly List<EngineWork.Change> _changes = [];

    /// <param name="station">The engine and what it stands on.</param>
    /// <param name="clock">The engine's time in a live server.</param>
    /// <param name="pace">Whether the clock drives the engine, or only what is handed in.</param>
    /// <param name="log">Failures of a tick or a commit.</param>
    public EngineLoop(Station station, TimeProvider clock, EnginePace pace, ILogger<EngineLoop> log)
    {
        _station = station;
        _clock = clock;
        _followsClock = pace == EnginePace.Clock;
        _log = log;
    }

    private Engine Engine => _station.Engine;

    /// <summary>Hands in events; false where the queue is full. The task gives null when they are durable and applied, else why not.</summary>
    public bool TrySubmit(RecordBatch batch, ReadOnlyMemory<byte> canonical, long acceptedAtMs, out Task<string?> done)
    {
        TaskCompletionSource<string?> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        done = source.Task;
        return _queue.Writer.TryWrite(new EngineWork.Events(batch, canonical, acceptedAtMs, source));
    }

    /// <summary>Hands in events, waiting for room. The result is null when they are durable and applied, else why not.</summary>
    public async Task<string?> SubmitAsync(RecordBatch batch, ReadOnlyMemory<byte> canonical, long acceptedAtMs, CancellationToken cancellation)
    {
        TaskCompletionSource<string?> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _queue.Writer.WriteAsync(new EngineWork.Events(batch, canonical, acceptedAtMs, source), cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return Stopping;
        }

        return await source.Task.ConfigureAwait(false);
    }

    /// <summary>Asks something of the engine's state, in turn with everything else.</summary>
    public async Task<T> AskAsync<T>(Func<Engine, T> question, CancellationToken cancellation)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EngineWork.Question work = new(engine =>
        {
            try
            {
                answer.SetResult(question(engine));
            }
            catch (Exception error)
            {
                answer.SetException(error);
            }
        });
        await _queue.Writer.WriteAsync(work, cancellation).ConfigureAwait(false);
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Changes the engine's state, in turn with everything else, and gives the result once the change is on the disk: one commit keeps what
    /// all who wait have changed. Where it cannot be kept, that is the task's error.
    /// </summary>
    /// <exception cref="LeadershipLostException">Another server leads by now; nothing was kept.</exception>
    public async Task<T> ChangeAsync<T>(Func<Engine, T> change, CancellationToken cancellation)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        Exception? failure = null;
        EngineWork.Change work = new(
            engine =>
            {
                try
                {
                    result = change(engine);
                }
                catch (Exception error)
                {
                    failure = error;
                }
            },
            notKept =>
            {
                if ((failure ?? notKept) is { } error) answer.SetException(error);
                else answer.SetResult(result);
            });
        await _queue.Writer.WriteAsync(work, cancellation).ConfigureAwait(false);
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Moves the engine of a recorded stream to a time.</summary>
    public ValueTask TickAsync(long timeMs, CancellationToken cancellation) =>
        _queue.Writer.WriteAsync(new EngineWork.Tick(timeMs), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Drain();
                FollowClock();
                _station.AfterTurn();
                AnswerChanges(null);
                await WaitForWorkAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                AnswerChanges(error);
                ServerLog.TurnFailed(_log, error);
                _station.Figures.EngineFailures.Increment();
                await PauseAsync(stoppingToken).ConfigureAwait(false);
            }
        }

        _queue.Writer.TryComplete();
        Drain();
        _station.Close();
        AnswerChanges(null);
    }

    /// <summary>What fails now will probably fail at once again: a full disk is not to fill the log, too.</summary>
    private static async Task PauseAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(FailurePause, TimeProvider.System, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it, too.
        }
    }

    private void Drain()
    {
        while (_changes.Count < QueueLimit && _queue.Reader.TryRead(out EngineWork? work))
        {
            if (work is EngineWork.Events events)
            {
                _group.Add(events);
                if (_group.Count < QueueLimit && _queue.Reader.TryPeek(out EngineWork? next) && next is EngineWork.Events) continue;
            }

            CommitGroup();
            if (work is EngineWork.Tick tick) Engine.AdvanceTo(tick.TimeMs);
            else if (work is EngineWork.Question question) question.Answer(Engine);
            else if (work is EngineWork.Change change) Make(change);
        }
    }

    private void Make(EngineWork.Change change)
    {
        change.Make(Engine);
        _changes.Add(change);
    }

    private void AnswerChanges(Exception? failure)
    {
        if (_changes.Count == 0) return;
        if (failure is null && !_station.IsLeading) failure = new LeadershipLostException();
        foreach (EngineWork.Change change in _changes) change.Answer(failure);
        _changes.Clear();
    }

    private void CommitGroup()
    {
        if (_group.Count == 0) return;
        string? failure = null;
        try
        {
            foreach (EngineWork.Events events in _group) _station.Journal?.Append(events.Canonical.Span, events.AcceptedAtMs);
            failure = _station.CommitJournal();
            if (failure is null)
            {
                foreach (EngineWork.Events events in _group) Accept(events);
            }
        }
        catch (Exception error)
        {
            failure = error.Message;
            throw;
        }
        finally
        {
            foreach (EngineWork.Events events in _group) events.Done.SetResult(failure);
            _group.Clear();
        }
    }

    private void Accept(EngineWork.Events events)
    {
        events.Batch.Source = events.Canonical;
        Engine.Accept(events.Batch, events.AcceptedAtMs);
    }

    private void FollowClock()
    {
        if (!_followsClock) return;
        long nowMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_station.CatchUpLimit is { } limit && nowMs - Engine.NextDueMs > (long)limit.TotalMilliseconds) _station.SkipTo(nowMs);
        Engine.AdvanceTo(nowMs);
    }

    private async Task WaitForWorkAsync(CancellationToken stopping)
    {
        if (!_followsClock)
        {
            await _queue.Reader.WaitToReadAsync(stopping).ConfigureAwait(false);
            return;
        }

        TimeSpan untilDue = TimeSpan.FromMilliseconds(Math.Max(1, Math.Min(Engine.NextDueMs - Engine.NowMs, 60_000)));
        using CancellationTokenSource timer = new(untilDue, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            await _queue.Reader.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The next work is due.
        }
    }
}
