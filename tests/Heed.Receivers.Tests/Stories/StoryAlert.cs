namespace Heed.Receivers.Tests.Stories;

/// <summary>An alert that a story posts.</summary>
/// <param name="Labels">As <c>A team=x</c>: the first word is the name.</param>
/// <param name="Resolved">Whether it is over when it is posted.</param>
/// <param name="Summary">Its annotation.</param>
public sealed record StoryAlert(string Labels, bool Resolved = false, string Summary = "s");
