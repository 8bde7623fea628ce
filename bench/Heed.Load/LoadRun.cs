using System.Net.Http.Headers;
using System.Text.Json;

namespace Heed.Load;

/// <summary>A bounded number of events, posted in batches over a few connections.</summary>
internal sealed class LoadRun(Uri server, long events, int batchSize, int connections, int features, long firstId)
{
    private const int Warmup = 20;

    private long _nextId = firstId;
    private long _notAccepted;

    public int BatchSize => batchSize;

    public int Connections => connections;

    public async Task<LoadResult> RunAsync(int pid, TimeProvider clock, CancellationToken cancellation)
    {
        using SocketsHttpHandler handler = new() { MaxConnectionsPerServer = connections };
        using HttpClient client = new(handler) { BaseAddress = server };
        EventBatch[] bodies = [.. Enumerable.Range(0, connections).Select(i => EventBatch.Render("load", batchSize, features, (ulong)i + 2))];
        for (int i = 0; i < Warmup; i++) await PostAsync(client, bodies[0], cancellation);
        _notAccepted = 0;

        double cpuBefore = ProcessFigures.CpuSeconds(pid);
        long start = clock.GetTimestamp();
        List<double>[] latencies = await Task.WhenAll(bodies.Select(body => ConnectionAsync(client, body, clock, cancellation)));
        double seconds = clock.GetElapsedTime(start).TotalSeconds;
        double[] all = [.. latencies.SelectMany(l => l).Order()];
        return new LoadResult(
            (long)all.Length * batchSize, seconds, ProcessFigures.CpuSeconds(pid) - cpuBefore, ProcessFigures.ResidentBytes(pid), all[all.Length / 2], all[all.Length * 99 / 100], _notAccepted);
    }

    private async Task<List<double>> ConnectionAsync(HttpClient client, EventBatch body, TimeProvider clock, CancellationToken cancellation)
    {
        long requests = events / batchSize / connections;
        List<double> latencies = new((int)requests);
        for (long i = 0; i < requests; i++)
        {
            long start = clock.GetTimestamp();
            await PostAsync(client, body, cancellation);
            latencies.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        }

        return latencies;
    }

    private async Task PostAsync(HttpClient client, EventBatch body, CancellationToken cancellation)
    {
        body.Number(Interlocked.Add(ref _nextId, body.Count) - body.Count);
        using ByteArrayContent content = new(body.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage response = await client.PostAsync("v1/events", content, cancellation);
        await using Stream answer = await response.Content.ReadAsStreamAsync(cancellation);
        using JsonDocument json = await JsonDocument.ParseAsync(answer, default, cancellation);
        long accepted = response.IsSuccessStatusCode ? json.RootElement.GetProperty("accepted").GetInt64() : 0;
        Interlocked.Add(ref _notAccepted, body.Count - accepted);
    }
}
