using Microsoft.Extensions.Logging;

namespace Heed.Server.Leadership;

/// <summary>What is said of who leads; event ids are stable.</summary>
internal static partial class PairLog
{
    [LoggerMessage(1201, LogLevel.Information, "This server leads from now on, term {Term}: it notifies")]
    public static partial void Leads(ILogger log, long term);

    [LoggerMessage(1202, LogLevel.Warning, "This server no longer leads, term {Term}: {Reason}")]
    public static partial void Steps(ILogger log, long term, string reason);

    [LoggerMessage(1203, LogLevel.Information, "This server follows {Leader}, which notifies")]
    public static partial void Follows(ILogger log, string leader);

    [LoggerMessage(1204, LogLevel.Error, "The state's database cannot be used: {Problem}; it is tried again every second")]
    public static partial void Lost(ILogger log, string problem);

    [LoggerMessage(1205, LogLevel.Information, "The state's database answers again")]
    public static partial void Found(ILogger log);

    [LoggerMessage(1206, LogLevel.Error, "The state could not be loaded; another try follows")]
    public static partial void NotLoaded(ILogger log, Exception error);

    [LoggerMessage(1207, LogLevel.Warning, "A question could not be handed on to the leader at {Leader}: {Reason}")]
    public static partial void NotForwarded(ILogger log, string leader, string reason);
}
