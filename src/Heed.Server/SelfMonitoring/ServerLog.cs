using Heed.Monitoring;

using Microsoft.Extensions.Logging;

namespace Heed.Server.SelfMonitoring;

/// <summary>What the server says of itself; event ids are stable.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1001, LogLevel.Error, "A turn of the engine failed; the next one goes on")]
    public static partial void TurnFailed(ILogger log, Exception error);

    [LoggerMessage(1002, LogLevel.Warning, "The engine stood still until {Time}; what was due before is left out")]
    public static partial void Skipped(ILogger log, string time);

    [LoggerMessage(1003, LogLevel.Information, "Recovered {Events} events after journal entry {Sequence}; {CutBytes} torn bytes cut, {Damaged} damaged entries passed over")]
    public static partial void Recovered(ILogger log, long events, long sequence, long cutBytes, long damaged);

    [LoggerMessage(1004, LogLevel.Warning, "The state of model {Model} is of another baseline ({Found}, now {Expected}); it starts anew")]
    public static partial void StateOfAnotherBaseline(ILogger log, string model, string found, string expected);

    [LoggerMessage(1005, LogLevel.Warning, "The checkpoint {File} is damaged: {Reason}; the one before it is used")]
    public static partial void CheckpointDamaged(ILogger log, string file, string reason);

    [LoggerMessage(1006, LogLevel.Error, "The checkpoint could not be written; the journal is kept whole until one is")]
    public static partial void CheckpointFailed(ILogger log, Exception error);

    [LoggerMessage(1007, LogLevel.Warning, "The state of model {Model} cannot be used ({Outcome}); it starts anew")]
    public static partial void StateNotLoaded(ILogger log, string model, MonitorLoadOutcome outcome);

    [LoggerMessage(1008, LogLevel.Warning, "The series' files have {Damaged} damaged stretches, {CutBytes} torn bytes and {Unreadable} unreadable blocks; {Orphans} samples lost their series")]
    public static partial void SeriesDamaged(ILogger log, int damaged, long cutBytes, long orphans, int unreadable);

    [LoggerMessage(1009, LogLevel.Warning, "Damaged: {File} at {Offset}, {Length} bytes: {Reason}")]
    public static partial void SeriesDamagedAt(ILogger log, string file, long offset, long length, string reason);

    [LoggerMessage(1010, LogLevel.Error, "The series could not be written: {Reason}; what is not written waits in memory")]
    public static partial void SeriesWriteFailed(ILogger log, string reason);

    [LoggerMessage(1011, LogLevel.Warning, "The remote store did not take samples: {Reason}; they wait on disk")]
    public static partial void RemoteWriteFailed(ILogger log, string reason);

    [LoggerMessage(1012, LogLevel.Information, "The rules were read again: {Groups} groups, {Rules} rules")]
    public static partial void Reloaded(ILogger log, int groups, int rules);

    [LoggerMessage(1013, LogLevel.Error, "The rules were not read again, everything stays as it was: {Mistakes} mistakes, the first {First}")]
    public static partial void ReloadRefused(ILogger log, int mistakes, string first);

    [LoggerMessage(1101, LogLevel.Debug, "Notice {Id} to {Receiver} sent: {Receipt}")]
    public static partial void NoticeSent(ILogger log, string id, string receiver, string receipt);

    [LoggerMessage(1102, LogLevel.Warning, "Notice {Id} to {Receiver} not taken, attempt {Attempt}: {Reason}")]
    public static partial void NoticeRetried(ILogger log, string id, string receiver, int attempt, string reason);

    [LoggerMessage(1103, LogLevel.Error, "Notice {Id} to {Receiver} given up after {Attempts} attempts: {Reason}")]
    public static partial void NoticeGivenUp(ILogger log, string id, string receiver, int attempts, string reason);

    [LoggerMessage(1104, LogLevel.Error, "A delivery could not be recorded; it is tried again while this server leads")]
    public static partial void NoticeNotRecorded(ILogger log, Exception error);
}
