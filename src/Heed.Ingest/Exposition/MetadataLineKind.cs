namespace Heed.Ingest.Exposition;

/// <summary>What a line that begins with <c>#</c> is.</summary>
internal enum MetadataLineKind
{
    Comment,
    Help,
    Type,
    Unit,
    EndOfBody,
}
