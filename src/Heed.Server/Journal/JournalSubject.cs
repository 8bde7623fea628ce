namespace Heed.Server.Journal;

/// <summary>An alert that the journal knows.</summary>
/// <param name="Subject">Its fingerprint as routing knows it, sixteen hexadecimal digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="Labels">A JSON object.</param>
/// <param name="LastMs">When it was seen last to begin.</param>
public readonly record struct JournalSubject(string Subject, string Name, string Labels, long LastMs);
