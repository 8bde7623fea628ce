using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.Files;

/// <summary>A format of files that others write.</summary>
public interface ISourceFormat
{
    /// <summary>The word that <c>--format</c> and <c>format:</c> take.</summary>
    string Name { get; }

    /// <summary>Whether it is rows below a header, which may span lines, and not lines or items of JSON.</summary>
    bool IsTable => false;

    /// <summary>Whether a file that begins with this line, or with this item of an array, is one.</summary>
    bool Recognizes(ReadOnlySpan<byte> first);

    /// <summary>Reads the lines, or rows, of one file.</summary>
    /// <param name="models">The models in force.</param>
    /// <param name="model">The one that the file is of; null where each line has to tell.</param>
    ISourceLineReader Open(SourceModels models, SourceModel? model);
}
