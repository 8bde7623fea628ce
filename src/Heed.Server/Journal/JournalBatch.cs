namespace Heed.Server.Journal;

/// <summary>What one turn of the engine adds to the journal.</summary>
/// <param name="Subjects">Alerts that began.</param>
/// <param name="Rows">In order.</param>
/// <param name="NowMs">The engine's time.</param>
public sealed record JournalBatch(IReadOnlyList<JournalSubject> Subjects, IReadOnlyList<JournalRow> Rows, long NowMs)
{
    public static readonly JournalBatch Empty = new([], [], 0);

    public bool IsEmpty => Subjects.Count == 0 && Rows.Count == 0;
}
