namespace Heed.Server.Hosting;

/// <summary>What a replay did.</summary>
/// <param name="Events">Events taken in.</param>
/// <param name="Refused">Events refused, and what could not be read.</param>
/// <param name="Refusals">The first thousand of them: <c>file:line: why</c>.</param>
/// <param name="FromMs">The engine's time at the start.</param>
/// <param name="ToMs">The engine's time at the end.</param>
/// <param name="Notifications">Written.</param>
/// <param name="Samples">In the store at the end.</param>
public sealed record ReplaySummary(
    long Events, long Refused, IReadOnlyList<string> Refusals, long FromMs, long ToMs, long Notifications, long Samples);
