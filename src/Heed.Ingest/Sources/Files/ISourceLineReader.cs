namespace Heed.Ingest.Sources.Files;

/// <summary>Makes events of one line, item or row after another. One owner.</summary>
public interface ISourceLineReader
{
    /// <param name="line">Without its line break.</param>
    /// <param name="number">Where it begins, counted from one: part of the id of a prediction that has none, so that every reading gives the same.</param>
    /// <param name="lines">Takes the events; unchanged where the line is refused.</param>
    SourceRefusal Read(ReadOnlySpan<byte> line, int number, SourceLines lines);
}
