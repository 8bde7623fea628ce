namespace Heed.Monitoring.Evidence;

/// <summary>What a piece of evidence is about.</summary>
/// <param name="Names">The words for each of its components.</param>
/// <param name="Cumulative">How many of the first components are cumulative shares of a number.</param>
internal sealed record EvidenceSubject(EvidenceKind Kind, Func<int, string> Names, int Cumulative = 0)
{
    public string? Feature { get; init; }

    public string SegmentKey { get; init; } = "";

    public string SegmentValue { get; init; } = "";

    /// <summary>Whether a smaller share is a change, too, though the kind has none: errors to one side are.</summary>
    public bool IsTwoSided(int component) => Kind == EvidenceKind.Quality && component == 1;
}
