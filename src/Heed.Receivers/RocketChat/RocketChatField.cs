namespace Heed.Receivers.RocketChat;

/// <summary>A title and a value in an attachment; both are templates.</summary>
public sealed record RocketChatField(string Title, string Value, bool IsShort);
