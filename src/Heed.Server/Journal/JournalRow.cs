namespace Heed.Server.Journal;

/// <summary>A line of the journal.</summary>
/// <param name="Subject">Whose it is; see <see cref="JournalSubject"/>.</param>
/// <param name="TimeMs">When it happened.</param>
/// <param name="Kind">As <c>pending</c>, <c>firing</c>, <c>held</c>, <c>notified</c>, <c>sent</c>.</param>
/// <param name="Body">What else there is to say.</param>
public readonly record struct JournalRow(ulong Subject, long TimeMs, string Kind, JournalBody Body);
