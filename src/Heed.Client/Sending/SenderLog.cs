using Microsoft.Extensions.Logging;

namespace Heed.Client.Sending;

/// <summary>
/// What the sender tells the service's log: at most one line a minute, so that an outage does not fill it. All of it is counted as well.
/// </summary>
internal sealed partial class SenderLog(ILogger log, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private long _last;

    public void Refused(long refused, long events, string reason)
    {
        if (IsDue()) LogRefused(log, refused, events, reason);
    }

    public void Away(string reason)
    {
        if (IsDue()) LogAway(log, reason);
    }

    public void SpoolFailed(string reason)
    {
        if (IsDue()) LogSpoolFailed(log, reason);
    }

    public void Broken(Exception error, int events)
    {
        if (IsDue()) LogBroken(log, error, events);
    }

    public void Undescribed(Exception error)
    {
        if (IsDue()) LogUndescribed(log, error);
    }

    private bool IsDue()
    {
        long now = clock.GetTimestamp();
        long last = Interlocked.Read(ref _last);
        bool isDue = last == 0 || clock.GetElapsedTime(last, now) >= Every;
        return isDue && Interlocked.CompareExchange(ref _last, now, last) == last;
    }

    [LoggerMessage(5001, LogLevel.Warning, "Heed refused {Refused} of {Events} events: {Reason}")]
    private static partial void LogRefused(ILogger log, long refused, long events, string reason);

    [LoggerMessage(5002, LogLevel.Warning, "Heed is away, events wait: {Reason}")]
    private static partial void LogAway(ILogger log, string reason);

    [LoggerMessage(5003, LogLevel.Warning, "A batch of events could not be kept on disk: {Reason}")]
    private static partial void LogSpoolFailed(ILogger log, string reason);

    [LoggerMessage(5004, LogLevel.Error, "{Events} events are dropped")]
    private static partial void LogBroken(ILogger log, Exception error, int events);

    [LoggerMessage(5005, LogLevel.Warning, "What a prediction should be described by failed; its answer has gone out")]
    private static partial void LogUndescribed(ILogger log, Exception error);
}
