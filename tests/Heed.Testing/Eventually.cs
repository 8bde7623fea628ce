namespace Heed.Testing;

/// <summary>Waits for what other threads or processes do, with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">The condition did not come to hold in thirty seconds.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        TimeProvider clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(start) > Deadline) throw new TimeoutException("what was waited for did not happen in thirty seconds");
            await Task.Delay(Pause, clock);
        }
    }
}
