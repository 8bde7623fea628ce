using System.Text.Json;

using Heed.Alerting.Notifications;

namespace Heed.Server.State;

/// <summary>A notification on its way, with the words that a person will read.</summary>
public sealed record OutboxEntry(Notification Notification, string Title, string Text)
{
    public DeliveryState State { get; init; } = DeliveryState.Pending;

    public int Attempts { get; init; }

    public long? SentAtMs { get; init; }

    /// <summary>What the last attempt failed with; without secrets.</summary>
    public string? Error { get; init; }

    internal string ToJson() => JsonSerializer.Serialize(Notification, StateJson.Options);

    internal static Notification Parse(string json) => JsonSerializer.Deserialize<Notification>(json, StateJson.Options)!;
}
