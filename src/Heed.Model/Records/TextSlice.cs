namespace Heed.Model.Records;

/// <summary>A piece of <see cref="RecordBatch.Text"/>, in UTF-8 and without JSON escapes. Empty means "not given".</summary>
public readonly record struct TextSlice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}
