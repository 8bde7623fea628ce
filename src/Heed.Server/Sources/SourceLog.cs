using Microsoft.Extensions.Logging;

namespace Heed.Server.Sources;

/// <summary>What the sources say; event ids are stable.</summary>
internal static partial class SourceLog
{
    [LoggerMessage(1301, LogLevel.Error, "Events of a source could not be handed over; the next ones are tried")]
    public static partial void CarryFailed(ILogger log, Exception error);

    [LoggerMessage(1302, LogLevel.Information, "Imported {File}: {Accepted} events, {Refused} lines refused")]
    public static partial void Imported(ILogger log, string file, long accepted, long refused);

    [LoggerMessage(1303, LogLevel.Error, "{File} could not be imported: {Reason}")]
    public static partial void ImportFailed(ILogger log, string file, string reason);
}
