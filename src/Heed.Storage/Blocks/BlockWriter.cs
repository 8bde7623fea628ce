using System.Buffers;
using System.Buffers.Binary;

using Heed.Model.Checksums;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Chunks;
using Heed.Storage.Index;
using Heed.Storage.Summaries;
using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>
/// Writes a block from its series in the order of their labels. It has its name once <see cref="Finish"/> returns; until then there
/// is an unfinished file, which the next start deletes.
/// </summary>
internal sealed class BlockWriter : IDisposable
{
    private const int WriteBytes = 1 << 20;

    private readonly StoreFiles _files;
    private readonly long _number;
    private readonly IDurableFile _file;
    private readonly RecordBuffer _outgoing = new();
    private readonly RecordBuffer _table = new();
    private readonly RecordBuffer _directory = new();
    private readonly ArrayBufferWriter<byte> _chunks = new();
    private readonly ArrayBufferWriter<byte> _summaries = new();
    private readonly HistogramChunkEncoder _histograms = new();
    private readonly List<LabelSet> _labels = [];
    private long _offset;
    private long _samples;
    private long _chunkCount;
    private long _firstTimeMs = long.MaxValue;
    private long _lastTimeMs = long.MinValue;
    private long _directoryLastMs;

    /// <exception cref="IOException">The file cannot be made.</exception>
    public BlockWriter(StoreFiles files, Func<string, IDurableFile> create, long number)
    {
        _files = files;
        _number = number;
        File.Delete(files.UnfinishedBlockPath);
        _file = create(files.UnfinishedBlockPath);
        Span<byte> header = stackalloc byte[BlockFooter.HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, BlockFooter.Magic);
        _outgoing.AddBytes(header);
    }

    public int SeriesCount => _labels.Count;

    /// <param name="labels">Greater than those of the series before.</param>
    /// <param name="samples">In order of time; none is passed over.</param>
    public void Add(LabelSet labels, SampleBuffer samples)
    {
        if (samples.Count == 0) return;
        _directory.Clear();
        _chunks.ResetWrittenCount();
        _summaries.ResetWrittenCount();
        _directoryLastMs = 0;
        AddChunks(samples);
        if (!samples.HasHistograms) SummaryEncoder.Encode(samples.TimesMs, samples.Values, _summaries);
        new BlockEntry(
            _offset + _outgoing.Length,
            _directory.Length,
            Crc32C.Of(_directory.Written),
            (uint)(_directory.Length + _chunks.WrittenCount),
            _summaries.WrittenCount,
            Crc32C.Of(_summaries.WrittenSpan),
            samples.Count,
            samples.TimesMs[0],
            samples.TimesMs[^1]).WriteTo(_table);
        _outgoing.AddBytes(_directory.Written);
        _outgoing.AddBytes(_chunks.WrittenSpan);
        _outgoing.AddBytes(_summaries.WrittenSpan);
        _labels.Add(labels);
        _samples += samples.Count;
        _firstTimeMs = Math.Min(_firstTimeMs, samples.TimesMs[0]);
        _lastTimeMs = Math.Max(_lastTimeMs, samples.TimesMs[^1]);
        if (_outgoing.Length >= WriteBytes) WriteOut();
    }

    /// <summary>Writes index and footer, flushes, and gives the file its name.</summary>
    /// <exception cref="IOException">There is no block.</exception>
    public void Finish(BlockRange range, long logBefore, IReadOnlyList<long> sources)
    {
        WriteOut();
        BlockSection table = WriteSection(_table.Written);
        ArrayBufferWriter<byte> index = new();
        IndexFile.Write(_labels, index);
        BlockSection indexSection = WriteSection(index.WrittenSpan);
        new BlockFooter
        {
            Series = table,
            Index = indexSection,
            StartMs = range.StartMs,
            EndMs = range.EndMs,
            FirstTimeMs = _firstTimeMs,
            LastTimeMs = _lastTimeMs,
            SeriesCount = _labels.Count,
            Samples = _samples,
            Chunks = _chunkCount,
            LogBefore = logBefore,
            Sources = sources,
        }.WriteTo(_outgoing);
        WriteOut();
        _file.Flush();
        _file.Dispose();
        File.Move(_files.UnfinishedBlockPath, _files.BlockPath(_number));
        FolderSync.Flush(_files.BlockFolder);
    }

    public void Dispose() => _file.Dispose();

    private void AddChunks(SampleBuffer samples)
    {
        for (int at = 0; at < samples.Count;)
        {
            int start = at;
            if (samples.HistogramAt(at) is not null)
            {
                while (at < samples.Count && samples.HistogramAt(at) is { } histogram && _histograms.Fits(histogram))
                {
                    _histograms.Append(samples.TimesMs[at++], histogram);
                }

                Chunk packed = _histograms.ToChunk();
                _histograms.Reset();
                _chunks.Write(packed.Data);
                AddToDirectory(ChunkKind.Histograms, samples.TimesMs[start..at], packed.Data.Length);
                continue;
            }

            while (at < samples.Count && at - start < SealedChunk.MaxSamples && samples.HistogramAt(at) is null) at++;
            int before = _chunks.WrittenCount;
            SealedChunk.Encode(samples.TimesMs[start..at], samples.Values[start..at], _chunks);
            AddToDirectory(ChunkKind.SealedFloats, samples.TimesMs[start..at], _chunks.WrittenCount - before);
        }
    }

    /// <summary>Of the chunk that was added last.</summary>
    private void AddToDirectory(ChunkKind kind, ReadOnlySpan<long> timesMs, int lengthBytes)
    {
        uint checksum = Crc32C.Of(_chunks.WrittenSpan[^lengthBytes..]);
        new BlockChunk(kind, timesMs.Length, timesMs[0], timesMs[^1], lengthBytes, checksum).WriteTo(_directory, _directoryLastMs);
        _directoryLastMs = timesMs[^1];
        _chunkCount++;
    }

    private BlockSection WriteSection(ReadOnlySpan<byte> bytes)
    {
        BlockSection section = new(_offset, bytes.Length, Crc32C.Of(bytes));
        _outgoing.AddBytes(bytes);
        WriteOut();
        return section;
    }

    private void WriteOut()
    {
        _file.Write(_outgoing.Written, _offset);
        _offset += _outgoing.Length;
        _outgoing.Clear();
    }
}
