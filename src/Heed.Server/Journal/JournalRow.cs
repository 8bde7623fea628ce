namespace Heed.Server.Journal;

/// <summary>A line of the journal as the database has it.</summary>
/// <param name="Subject">An alert's fingerprint as routing knows it, or a notification's id.</param>
/// <param name="TimeMs">When it happened.</param>
/// <param name="Kind">As <c>pending</c>, <c>firing</c>, <c>held</c>, <c>notified</c>, <c>sent</c>.</param>
/// <param name="Body">A JSON object of what else there is to say.</param>
public readonly record struct JournalRow(string Subject, long TimeMs, string Kind, string Body);
