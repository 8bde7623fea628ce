using System.Globalization;
using System.Text.Json;

namespace Heed.Load;

/// <summary>Times each query over HTTP, at another time with each repetition.</summary>
internal sealed class QueryRun(Uri server, int repetitions, string extra)
{
    /// <summary>Cold code is two to three times slower; every server gets the same time.</summary>
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1.5);

    public async Task RunAsync(int pid, TimeProvider clock, TextWriter output, CancellationToken cancellation)
    {
        using HttpClient client = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        await output.WriteLineAsync("query\trepetitions\tp50_ms\tp99_ms\tmin_ms\tcpu_ms\tbytes\tfirst_value");
        foreach (TimedQuery query in TimedQuery.All)
        {
            // The first round is not timed: compiled code, warm files, and the value for the comparison.
            byte[] answer = await AskAsync(client, query, 0, cancellation);
            long begun = clock.GetTimestamp();
            for (int i = 1; clock.GetElapsedTime(begun) < Warmup; i++) await AskAsync(client, query, i % repetitions, cancellation);
            double cpu = ProcessFigures.CpuSeconds(pid);
            double[] times = new double[repetitions];
            for (int i = 0; i < repetitions; i++)
            {
                long start = clock.GetTimestamp();
                await AskAsync(client, query, i, cancellation);
                times[i] = clock.GetElapsedTime(start).TotalMilliseconds;
            }

            cpu = (ProcessFigures.CpuSeconds(pid) - cpu) * 1000 / repetitions;
            Array.Sort(times);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{query.Name}\t{repetitions}\t{times[repetitions / 2]:0.00}\t{times[repetitions * 99 / 100]:0.00}\t{times[0]:0.00}\t{cpu:0.0}\t{answer.Length}\t{FirstValue(answer)}"));
        }
    }

    private async Task<byte[]> AskAsync(HttpClient client, TimedQuery query, int repetition, CancellationToken cancellation)
    {
        long end = HistorySeries.EndSeconds - HistorySeries.StepSeconds - (repetition * (long)HistorySeries.StepSeconds);
        string times = query.RangeSeconds == 0
            ? $"query?time={end}"
            : $"query_range?start={end - query.RangeSeconds}&end={end}&step={query.StepSeconds}";
        string path = $"api/v1/{times}&query={Uri.EscapeDataString(query.Expression)}{extra}";
        using HttpResponseMessage response = await client.GetAsync(path, cancellation);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (!response.IsSuccessStatusCode) throw new InvalidDataException($"{query.Name}: {response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        return body;
    }

    /// <summary>The first series' value, or its last one in a range: enough to see that the servers answer the same.</summary>
    private static string FirstValue(byte[] answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer);
        JsonElement result = json.RootElement.GetProperty("data").GetProperty("result");
        if (result.GetArrayLength() == 0) return "none";
        JsonElement first = result[0];
        JsonElement pair = first.TryGetProperty("values", out JsonElement values) ? values[values.GetArrayLength() - 1] : first.GetProperty("value");
        return $"{result.GetArrayLength()}:{pair[1].GetString()}";
    }
}
