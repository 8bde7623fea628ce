namespace Heed.Model.Records;

/// <summary>A place in a <see cref="RecordBatch"/> to go back to.</summary>
public readonly record struct RecordBatchMark(int Records, int Features, int Segments, int Scores, int Text, int Embeddings);
