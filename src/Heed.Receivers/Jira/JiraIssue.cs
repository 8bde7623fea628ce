namespace Heed.Receivers.Jira;

/// <summary>An issue that is there for a group.</summary>
/// <param name="Key">As <c>OPS-17</c>.</param>
/// <param name="IsDone">Whether its status is of the category "done".</param>
internal sealed record JiraIssue(string Key, bool IsDone);
