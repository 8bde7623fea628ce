using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Syntax;
using Heed.Storage;
using Heed.Wire.RemoteWrite;

namespace Heed.Conformance.Tests.Differential;

/// <summary>The same samples in a store of Heed and in a Prometheus, and the same queries to both.</summary>
internal sealed class DifferentialRun : IAsyncDisposable
{
    private const long SliceMs = 300_000;

    private readonly SeriesStore _store = SeriesStore.Open(new StoreOptions());
    private readonly PrometheusServer _prometheus;

    private DifferentialRun(PrometheusServer prometheus)
    {
        _prometheus = prometheus;
        QueryOptions options = new() { Parser = ParserOptions.Default with { EnableHoltWinters = true } };
        Current = new QueryEngine(_store, options);
        AsPrometheus2 = new QueryEngine(_store, options with { AsPrometheus2 = true });
    }

    public QueryEngine Current { get; }

    public QueryEngine AsPrometheus2 { get; }

    public int Queries { get; private set; }

    public int Errors { get; private set; }

    public int Empty { get; private set; }

    /// <summary>How often each known difference explained one.</summary>
    public SortedDictionary<string, int> Known { get; } = new(StringComparer.Ordinal);

    public List<string> Disagreements { get; } = [];

    public static async Task<DifferentialRun> StartAsync(int seed)
    {
        DifferentialRun run = new(await PrometheusServer.StartAsync());
        await run.FeedAsync(new RandomSeries(seed));
        return run;
    }

    public async Task CompareAsync(DifferentialQuery query)
    {
        Queries++;
        Answer mine = query.Ask(Current);
        Answer theirs = await query.AskAsync(_prometheus);
        if (mine.IsError) Errors++;
        else if (mine.Series.Count == 0) Empty++;
        if (mine.DifferenceFrom(theirs) is not { } difference) return;
        Answer asPrometheus2 = query.Ask(AsPrometheus2);
        if (KnownDifferences.Explain(query, mine, theirs, asPrometheus2) is { } known)
        {
            Known[known.Name] = Known.GetValueOrDefault(known.Name) + 1;
        }
        else
        {
            Disagreements.Add($"{query}: {difference}; as Prometheus 2: {asPrometheus2.DifferenceFrom(theirs) ?? "the same"}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _prometheus.DisposeAsync();
    }

    private async Task FeedAsync(RandomSeries series)
    {
        foreach ((LabelSet labels, Sample[] samples) in series.All)
        {
            foreach (Sample sample in samples)
            {
                if (_store.Append(labels, sample.TimeMs, sample.Value) != AppendOutcome.Appended) throw new InvalidOperationException($"{labels} was refused");
            }
        }

        for (long from = RandomSeries.StartMs; from < RandomSeries.StartMs + RandomSeries.LengthMs + SliceMs; from += SliceMs)
        {
            WriteRequestWriter request = new();
            foreach ((LabelSet labels, Sample[] samples) in series.All)
            {
                Sample[] slice = [.. samples.Where(s => s.TimeMs >= from && s.TimeMs < from + SliceMs)];
                if (slice.Length > 0) Write(request, labels, slice);
            }

            await _prometheus.WriteAsync(request);
        }
    }

    private static void Write(WriteRequestWriter request, LabelSet labels, Sample[] samples)
    {
        request.BeginSeries();
        foreach (Label label in labels.Labels) request.AddLabel(label.Name, label.Value);
        foreach (Sample sample in samples) request.AddSample(sample.TimeMs, sample.Value);
        request.EndSeries();
    }
}
