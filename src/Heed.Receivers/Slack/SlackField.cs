namespace Heed.Receivers.Slack;

/// <summary>A field of an attachment; all texts are templates.</summary>
/// <param name="IsShort">Whether two stand beside each other; null for the receiver's <c>short_fields</c>.</param>
public sealed record SlackField(string Title, string Value, bool? IsShort);
