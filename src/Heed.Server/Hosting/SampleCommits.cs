namespace Heed.Server.Hosting;

/// <summary>
/// Group commit for requests that append samples: all that wait are made durable by one commit, and those that come meanwhile by the
/// next one. Safe to call from any thread.
/// </summary>
/// <param name="commit">Makes durable what was appended before the call; null, or why it could not.</param>
public sealed class SampleCommits(Func<string?> commit)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<string?>? _next;
    private bool _isRunning;

    /// <summary>What a commit that begins after the call says: null, or why it failed.</summary>
    public Task<string?> CommitAsync()
    {
        lock (_gate)
        {
            _next ??= new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<string?> outcome = _next.Task;
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(CommitWhileWanted);
            }

            return outcome;
        }
    }

    private void CommitWhileWanted()
    {
        while (TakeNext() is { } waiting)
        {
            try
            {
                waiting.SetResult(commit());
            }
            catch (Exception error)
            {
                // Whoever waits has to hear of it; the next commit may succeed.
                waiting.SetException(error);
            }
        }
    }

    private TaskCompletionSource<string?>? TakeNext()
    {
        lock (_gate)
        {
            TaskCompletionSource<string?>? taken = _next;
            _next = null;
            _isRunning = taken is not null;
            return taken;
        }
    }
}
