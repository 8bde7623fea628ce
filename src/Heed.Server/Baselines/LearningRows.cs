using System.Runtime.InteropServices;
using System.Text;

using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Server.Baselines;

/// <summary>
/// The events that a model learns its baseline from, as they came. Beyond a bound on rows or bytes every second one goes, by the
/// hash of its id, so that a prediction and its label stay or go together. What it holds follows from the events alone.
/// </summary>
/// <param name="rowLimit">Predictions and labels together.</param>
/// <param name="byteLimit">Of their JSON.</param>
internal sealed class LearningRows(int rowLimit = LearningRows.DefaultRowLimit, long byteLimit = LearningRows.DefaultByteLimit)
{
    public const int DefaultRowLimit = 400_000;
    public const long DefaultByteLimit = 256L << 20;

    private readonly List<Row> _rows = [];
    private readonly HashSet<RecordId> _predicted = [];
    private long _bytes;
    private ulong _mask;
    private ulong _unnamed;

    public int Count => _rows.Count;

    public void Add(in EventRecord record, ReadOnlySpan<byte> json)
    {
        ulong key = record.Id.IsNone ? _unnamed++ : record.Id.Low;
        if ((key & _mask) != 0) return;

        // A prediction that a client sends again is one row.
        if (record.Kind == RecordKind.Prediction && !record.Id.IsNone && !_predicted.Add(record.Id)) return;
        _rows.Add(new Row(record.TimeMs, key, record.Kind == RecordKind.Prediction ? record.Id : default, json.ToArray()));
        _bytes += json.Length;
        while (_rows.Count > rowLimit || (_bytes > byteLimit && _rows.Count > 1 && _mask != ulong.MaxValue)) Halve();
    }

    /// <summary>NDJSON in order of event time; an event that named no time gets that of its arrival.</summary>
    public void Write(Stream stream)
    {
        foreach (Row row in _rows.OrderBy(r => r.TimeMs))
        {
            ReadOnlySpan<byte> json = EventParser.ToStrictJson(row.Json).AsSpan().Trim(" \t\r\n"u8);
            if (!EventParser.TryReadTime(json, out _))
            {
                stream.Write(Encoding.ASCII.GetBytes($"{{\"time\":\"{Rfc3339.Format(row.TimeMs)}\","));
                json = json[1..];
            }

            stream.Write(json);
            stream.WriteByte((byte)'\n');
        }
    }

    private void Halve()
    {
        _mask = (_mask << 1) | 1;
        _bytes = 0;
        int kept = 0;
        foreach (Row row in CollectionsMarshal.AsSpan(_rows))
        {
            if ((row.Key & _mask) != 0)
            {
                _predicted.Remove(row.Prediction);
                continue;
            }

            _rows[kept++] = row;
            _bytes += row.Json.Length;
        }

        _rows.RemoveRange(kept, _rows.Count - kept);
    }

    private readonly record struct Row(long TimeMs, ulong Key, RecordId Prediction, byte[] Json);
}
