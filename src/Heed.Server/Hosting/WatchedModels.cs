using System.Collections;

using Heed.Ingest.Events;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Model.Samples;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Server.Baselines;
using Heed.Server.Configuration;

namespace Heed.Server.Hosting;

/// <summary>
/// The monitors of all models and the parser that goes with them. A model that learns its baseline gets another monitor, and all
/// another parser, at the record that ends its learning. Changed by the engine's owner; the parser may be read from any thread.
/// </summary>
public sealed class WatchedModels : IReadOnlyList<ModelMonitor>
{
    private readonly IReadOnlyList<ModelConfiguration> _configurations;
    private readonly Func<ModelConfiguration, Baseline, ModelMonitor> _makeMonitor;
    private readonly LearnedBaselines _learned;
    private readonly ModelMonitor[] _monitors;
    private readonly ModelLearning?[] _learning;
    private volatile EventParser _parser;

    internal WatchedModels(
        Inventory inventory, EventLimits limits, LearnedBaselines learned, Func<ModelConfiguration, Baseline, ModelMonitor> makeMonitor)
    {
        _configurations = inventory.Options.Models;
        _makeMonitor = makeMonitor;
        _learned = learned;
        _monitors = [.. _configurations.Zip(inventory.Baselines, makeMonitor)];
        _learning = [.. _configurations.Select(c => c.Learning is { } plan ? new ModelLearning(plan) : null)];
        _parser = new EventParser(new SchemaRegistry(_monitors.Select(m => m.Schema)), limits);
    }

    public int Count => _monitors.Length;

    /// <summary>Reads what the monitors take now.</summary>
    public EventParser Parser => _parser;

    /// <summary>Whether any model has no baseline yet: the journal is then what its baseline will be made of.</summary>
    public bool IsLearning => Array.Exists(_learning, l => l is not null);

    /// <summary>Whether any model is configured to learn.</summary>
    public bool MayLearn => _configurations.Any(c => c.Learning is not null);

    /// <summary>Set when a model has got its baseline; whoever writes a checkpoint clears it.</summary>
    public bool IsCheckpointDue { get; set; }

    /// <summary>Events accepted before a baseline was learned that its schema then refused.</summary>
    public long RefusedOnReread { get; private set; }

    /// <summary>Attempts to make a baseline that failed.</summary>
    public long FailedBaselines { get; private set; }

    public ModelMonitor this[int index] => _monitors[index];

    /// <summary>The progress of a model from 0 to 1 and why it has to go on; null where it has its baseline.</summary>
    public (double Progress, string? Problem)? LearningOf(int index) => _learning[index] is { } learning ? (learning.Progress, learning.Problem) : null;

    /// <summary>Hands records to their monitors, in their order.</summary>
    /// <param name="batch">With its source.</param>
    /// <param name="acceptedAtMs">When they arrived.</param>
    public void Accept(RecordBatch batch, long acceptedAtMs)
    {
        RecordBatch current = batch.Models == _parser.Models ? batch : Reread(batch.Source, 0, acceptedAtMs);
        for (int i = 0; i < current.Count; i++)
        {
            ref readonly EventRecord record = ref current.Records[i];
            if (_learning[record.Model] is { } learning)
            {
                if (learning.EndsBefore(record, acceptedAtMs) && TryEnd(record.Model, learning))
                {
                    // The rest of the batch is read by the new schema.
                    current = Reread(current.Source, record.SourceStart, acceptedAtMs);
                    i = -1;
                    continue;
                }

                learning.Observe(record, JsonOf(current, record), acceptedAtMs);
            }

            _monitors[record.Model].Accept(current, record, acceptedAtMs);
        }
    }

    /// <summary>Shows records that the monitors hold already to those models alone that learn.</summary>
    public void Remember(RecordBatch batch, long acceptedAtMs)
    {
        foreach (ref readonly EventRecord record in batch.Records)
        {
            _learning[record.Model]?.Observe(record, JsonOf(batch, record), acceptedAtMs);
        }
    }

    /// <summary>Goes on with the baseline that a model learned in an earlier life; false where there is none.</summary>
    public bool TryRestore(int index)
    {
        if (_learning[index] is null || _learned.Find(_configurations[index]) is not { } baseline) return false;
        Replace(index, baseline);
        return true;
    }

    /// <summary>Whether each model that is configured to learn still does, and how far it has come.</summary>
    public void Collect(long nowMs, ISampleSink sink)
    {
        for (int i = 0; i < _monitors.Length; i++)
        {
            if (_configurations[i].Learning is null) continue;
            sink.Append(LabelsOf("ml_baseline_learning", i), nowMs, _learning[i] is null ? 0 : 1);
            sink.Append(LabelsOf("ml_baseline_learning_progress_ratio", i), nowMs, _learning[i]?.Progress ?? 1);
        }
    }

    public IEnumerator<ModelMonitor> GetEnumerator() => ((IEnumerable<ModelMonitor>)_monitors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ReadOnlySpan<byte> JsonOf(RecordBatch batch, in EventRecord record) =>
        batch.Source.Span.Slice(record.SourceStart, record.SourceLength);

    private LabelSet LabelsOf(string metric, int index)
    {
        LabelSetBuilder labels = new();
        labels.Set(LabelNames.MetricName, metric);
        labels.Set("model_name", _configurations[index].Options.Name);
        return labels.Build();
    }

    private bool TryEnd(int index, ModelLearning learning)
    {
        ParseResult<Baseline> made = _learned.Make(_configurations[index], learning.Rows);
        if (!made.IsSuccess)
        {
            FailedBaselines++;
            learning.Extend(made.Error.Message);
            return false;
        }

        ModelMonitor former = _monitors[index];
        Replace(index, made.Value);
        _monitors[index].ContinueFrom(former);
        former.Close();
        IsCheckpointDue = true;
        return true;
    }

    private void Replace(int index, Baseline baseline)
    {
        _monitors[index] = _makeMonitor(_configurations[index], baseline);
        _learning[index] = null;
        _parser = new EventParser(new SchemaRegistry(_monitors.Select(m => m.Schema)), _parser.Limits);
    }

    private RecordBatch Reread(ReadOnlyMemory<byte> source, int from, long acceptedAtMs)
    {
        RecordBatch batch = new(_parser.Models);
        ReadOnlySpan<byte> bytes = source.Span[from..];
        foreach (Range line in bytes.Split((byte)'\n'))
        {
            if (bytes[line].Length > 0 && _parser.TryRead(bytes[line], acceptedAtMs, batch, from + line.Start.Value) is not null) RefusedOnReread++;
        }

        batch.Source = source;
        return batch;
    }
}
