using Microsoft.Extensions.Logging;

namespace Heed.Server.Sources;

/// <summary>What the sources say; event ids are stable.</summary>
internal static partial class SourceLog
{
    [LoggerMessage(1301, LogLevel.Error, "Events of a source could not be handed over; the next ones are tried")]
    public static partial void CarryFailed(ILogger log, Exception error);
}
