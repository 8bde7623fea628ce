using System.Globalization;
using System.Net.Http.Headers;

namespace Heed.Load;

/// <summary>What the benchmark of alerts does with one server: each of its figures is a line, tab-separated.</summary>
internal sealed class AlertRun(HttpClient client, int pid, TimeProvider clock, TextWriter output)
{
    private static readonly string[] Questions =
        ["api/v2/alerts", "api/v2/alerts?filter=model_name%3D%22m7%22", "api/v2/alerts?silenced=false&inhibited=false", "api/v2/alerts/groups"];

    public async Task SilenceAsync(int silences, CancellationToken cancellation)
    {
        for (int i = 0; i < silences; i++) await PostAsync("api/v2/silences", AlertBodies.Silence(i, clock.GetUtcNow()), cancellation);
    }

    /// <summary>Distinct alerts, and then the same again; the memory is that of the end.</summary>
    public async Task PostAsync(int alerts, int batchSize, int connections, CancellationToken cancellation)
    {
        foreach (string pass in (string[])["new", "again"])
        {
            List<byte[]> bodies = AlertBodies.Render(alerts, batchSize, clock.GetUtcNow());
            double cpu = ProcessFigures.CpuSeconds(pid);
            long start = clock.GetTimestamp();
            int next = -1;
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
                async () =>
                {
                    while (Interlocked.Increment(ref next) is int at && at < bodies.Count) await PostAsync("api/v2/alerts", bodies[at], cancellation);
                },
                cancellation)));
            double seconds = clock.GetElapsedTime(start).TotalSeconds;

            // Groups are flushed behind the posts: what they cost belongs to the alerts.
            await Task.Delay(TimeSpan.FromSeconds(2), clock, cancellation);
            cpu = ProcessFigures.CpuSeconds(pid) - cpu;
            Say($"post {pass}, {alerts} in batches of {batchSize}", $"{alerts / cpu:0}\talerts/CPU s", $"{alerts / seconds:0}\talerts/s");
        }

        Say($"memory with {alerts} active", $"{ProcessFigures.ResidentBytes(pid) / 1e6:0}\tMB");
    }

    public async Task GetAsync(int repetitions, CancellationToken cancellation)
    {
        foreach (string question in Questions)
        {
            List<double> times = [];
            double cpu = ProcessFigures.CpuSeconds(pid);
            int length = 0;
            for (int i = 0; i < repetitions; i++)
            {
                long start = clock.GetTimestamp();
                length = (await client.GetByteArrayAsync(question, cancellation)).Length;
                times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            }

            cpu = (ProcessFigures.CpuSeconds(pid) - cpu) * 1000 / repetitions;
            times.Sort();
            Say($"get {question}", $"{times[0]:0.00}\tms least", $"{times[times.Count / 2]:0.00}\tms median", $"{cpu:0.0}\tCPU ms each", $"{length}\tbytes");
        }
    }

    /// <summary>From before the post to the webhook's arrival, one alert at a time.</summary>
    public async Task TimeNoticesAsync(string state, int notices, NoticeSink sink, CancellationToken cancellation)
    {
        List<double> times = [];
        double cpu = ProcessFigures.CpuSeconds(pid);
        for (int i = 0; i < notices; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"probe-{state.Length}-{i}");
            Task<long> arrival = sink.ArrivalOf(name);
            long start = clock.GetTimestamp();
            await PostAsync("api/v2/alerts", AlertBodies.Probe(name, clock.GetUtcNow()), cancellation);
            times.Add(clock.GetElapsedTime(start, await arrival.WaitAsync(TimeSpan.FromSeconds(30), cancellation)).TotalMilliseconds);
        }

        cpu = (ProcessFigures.CpuSeconds(pid) - cpu) * 1000 / notices;
        times.Sort();
        Say($"post to webhook, {state}", $"{times[0]:0.00}\tms least", $"{times[times.Count / 2]:0.00}\tms p50", $"{times[times.Count * 99 / 100]:0.00}\tms p99", $"{cpu:0.00}\tCPU ms each");
    }

    private async Task PostAsync(string path, byte[] body, CancellationToken cancellation)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.PostAsync(path, content, cancellation);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
    }

    private void Say(string what, params FormattableString[] figures)
    {
        foreach (FormattableString figure in figures) output.WriteLine($"{what}\t{FormattableString.Invariant(figure)}");
    }
}
