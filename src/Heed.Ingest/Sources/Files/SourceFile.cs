using Heed.Ingest.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.Files;

/// <summary>A file of a foreign format, plain or gzip, as events. Reading it twice gives the same events with the same ids.</summary>
public sealed class SourceFile : IDisposable
{
    private readonly EventFile _file;
    private readonly SourceModels _models;
    private readonly SourceModel? _model;
    private ISourceFormat? _format;
    private ISourceLineReader? _reader;

    private SourceFile(EventFile file, SourceModels models, SourceModel? model, ISourceFormat? format)
    {
        _file = file;
        _models = models;
        _model = model;
        _format = format;
    }

    /// <summary>What the file turned out to be; null before its first line.</summary>
    public ISourceFormat? Format => _format;

    /// <summary>The share of the file that was read.</summary>
    public double Progress => _file.TotalBytes == 0 ? 1 : (double)_file.BytesRead / _file.TotalBytes;

    /// <param name="path">The file.</param>
    /// <param name="models">The models in force.</param>
    /// <param name="model">The one that the file is of; null for the only one there is, or for what each line tells.</param>
    /// <param name="format">Null to find out.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SourceFile Open(string path, SourceModels models, SourceModel? model, ISourceFormat? format) =>
        new(EventFile.Open(path), models, model ?? models.Only, format);

    /// <summary>Reads on until the batch is full or the file ends; false where there was nothing more.</summary>
    /// <param name="batch">Cleared first.</param>
    public bool Fill(ImportBatch batch)
    {
        batch.Clear();
        bool isMore = false;
        while (!batch.IsFull)
        {
            EventFileStep step = _file.Next(out ReadOnlySpan<byte> line);
            if (step == EventFileStep.End) break;
            isMore = true;
            if (step == EventFileStep.TooLarge) Refuse(batch, SourceRefusal.TooLarge);
            else if (step == EventFileStep.Truncated) batch.Refuse(new ImportRefusal(_file.Line, "truncated", "expected more of the file, found its end"));
            else Take(line, batch);
        }

        return isMore;
    }

    public void Dispose() => _file.Dispose();

    private void Take(ReadOnlySpan<byte> line, ImportBatch batch)
    {
        if (_reader is null)
        {
            line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
            _format ??= SourceFormats.Of(line);
            _reader = _format.Open(_models, _model);
        }

        SourceRefusal refusal = _reader.Read(line.TrimEnd((byte)'\r'), _file.Line, batch.Lines);
        if (refusal == SourceRefusal.None) batch.Mark(_file.Line);
        else Refuse(batch, refusal);
    }

    private void Refuse(ImportBatch batch, SourceRefusal refusal) =>
        batch.Refuse(new ImportRefusal(_file.Line, SourceRefusals.Word(refusal), SourceRefusals.Sentence(refusal)));
}
