namespace Heed.Receivers.Slack;

/// <summary>A button of an attachment; all texts are templates.</summary>
public sealed record SlackAction(string Type, string Text, string Url, string Style, string Name, string Value);
