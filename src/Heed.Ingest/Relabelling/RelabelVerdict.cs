namespace Heed.Ingest.Relabelling;

/// <summary>What relabelling decided.</summary>
/// <param name="DroppedBy">The place, from zero, of the rule that dropped the labels; -1 where none did.</param>
public readonly record struct RelabelVerdict(int DroppedBy)
{
    public static readonly RelabelVerdict Kept = new(-1);

    public bool IsKept => DroppedBy < 0;
}
