namespace Heed.Receivers.RocketChat;

/// <summary>A button under an attachment; all of it are templates.</summary>
/// <param name="Type">As <c>button</c>.</param>
/// <param name="Url">Where it leads; empty where it says something instead.</param>
/// <param name="Message">What it says in the channel in the user's name.</param>
public sealed record RocketChatAction(string Type, string Text, string Url, string Message);
