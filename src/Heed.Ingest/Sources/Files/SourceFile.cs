using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Ingest.Sources.Mapping;

namespace Heed.Ingest.Sources.Files;

/// <summary>A file of a foreign format, plain or gzip, as events. Reading it twice gives the same events with the same ids.</summary>
public sealed class SourceFile : IDisposable
{
    private readonly IFrameSource _frames;
    private readonly SourceModels _models;
    private readonly SourceModel? _model;
    private ISourceFormat? _format;
    private ISourceLineReader? _reader;

    private SourceFile(IFrameSource frames, SourceModels models, SourceModel? model, ISourceFormat? format)
    {
        _frames = frames;
        _models = models;
        _model = model;
        _format = format;
    }

    /// <summary>What the file turned out to be; null before its first line.</summary>
    public ISourceFormat? Format => _format;

    /// <summary>The share of the file that was read.</summary>
    public double Progress => _frames.TotalBytes == 0 ? 1 : (double)_frames.BytesRead / _frames.TotalBytes;

    private FilePlace Place => new(_frames.Line, Math.Max(0, _frames.Row));

    /// <param name="path">The file.</param>
    /// <param name="models">The models in force.</param>
    /// <param name="model">The one that the file is of; null for the only one there is, or for what each line tells.</param>
    /// <param name="format">Null to find out.</param>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static SourceFile Open(string path, SourceModels models, SourceModel? model, ISourceFormat? format)
    {
        FileBytes bytes = FileBytes.Open(path);
        try
        {
            bool isTable = format?.IsTable ?? bytes.First() is not ((byte)'{' or (byte)'[');
            IFrameSource frames = isTable
                ? new CsvFile(bytes, EventLimits.DefaultMaxLineBytes)
                : new EventFile(bytes, EventLimits.DefaultMaxLineBytes);
            return new SourceFile(frames, models, model ?? models.Only, isTable ? SourceFormats.Table : format);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Reads on until the batch is full or the file ends; false where there was nothing more.</summary>
    /// <param name="batch">Cleared first.</param>
    public bool Fill(ImportBatch batch)
    {
        batch.Clear();
        bool isMore = false;
        while (!batch.IsFull)
        {
            EventFileStep step = _frames.Next(out ReadOnlySpan<byte> frame);
            if (step == EventFileStep.End) break;
            isMore = true;
            if (step == EventFileStep.TooLarge) Refuse(batch, SourceRefusal.TooLarge);
            else if (step == EventFileStep.Unclosed) Refuse(batch, SourceRefusal.OpenQuote);
            else if (step == EventFileStep.Truncated) RefuseTheRest(batch);
            else Take(frame, batch);
        }

        return isMore;
    }

    public void Dispose() => _frames.Dispose();

    private void Take(ReadOnlySpan<byte> frame, ImportBatch batch)
    {
        _format ??= SourceFormats.Of(frame);
        _reader ??= _format.Open(_models, _model);
        SourceRefusal refusal = _reader.Read(frame.TrimEnd((byte)'\r'), _frames.Line, batch.Lines);
        if (refusal == SourceRefusal.None) batch.Mark(Place);
        else Refuse(batch, refusal);
    }

    private void RefuseTheRest(ImportBatch batch) =>
        batch.Refuse(new ImportRefusal(Place, "truncated", "expected more of the file, found its end"));

    private void Refuse(ImportBatch batch, SourceRefusal refusal) =>
        batch.Refuse(new ImportRefusal(Place, SourceRefusals.Word(refusal), SourceRefusals.Sentence(refusal)));
}
