namespace Heed.Server.Hosting;

/// <summary>One server-sent event: its name and its JSON.</summary>
public readonly record struct FeedItem(string Name, string Json);
