using Heed.Alerting.Log;

namespace Heed.Alerting.State;

/// <summary>What an integration was told, as it is kept over a restart.</summary>
public sealed record LogRecord(string GroupKey, string Receiver, string Kind, int Index, LogEntry Entry)
{
    /// <summary>Unique among the log's records.</summary>
    public static string IdOf(in LogKey key) => $"{key.GroupKey}\n{key.Receiver}\n{key.Integration}";
}
