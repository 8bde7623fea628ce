namespace Heed.Receivers.Slack;

/// <summary>What Slack calls a message.</summary>
/// <param name="Channel">Its number, whatever name it was posted to.</param>
/// <param name="Time">Slack's <c>ts</c>, unique in the channel.</param>
public readonly record struct SlackMessageId(string Channel, string Time)
{
    /// <summary>Null for a text that is none.</summary>
    public static SlackMessageId? Parse(string? text) =>
        text?.Split(' ') is [string channel, string time] ? new SlackMessageId(channel, time) : null;

    public override string ToString() => $"{Channel} {Time}";
}
