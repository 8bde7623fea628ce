namespace Heed.Ingest.Sources.Payloads;

/// <summary>One value of a row, where it stands in the bytes of its <see cref="PayloadTable"/>.</summary>
/// <param name="Row">Counted from zero.</param>
/// <param name="Position">The column, counted from zero, in the order of the payload.</param>
/// <param name="Name">Without its quotes and still escaped; <c>default</c> where the payload names no columns.</param>
/// <param name="Value">A JSON token, a text with its quotes.</param>
/// <param name="Kind">What the token is.</param>
public readonly record struct PayloadCell(int Row, int Position, PayloadSlice Name, PayloadSlice Value, PayloadKind Kind)
{
    public bool IsNamed => Name.Length > 0;
}
