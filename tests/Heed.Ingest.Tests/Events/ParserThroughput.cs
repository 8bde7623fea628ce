using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Ingest.Journal;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Events;

/// <summary>
/// Prints how long events take beside the least that parsing takes: the runtime's reader over the same bytes, which reads the same
/// numbers and keeps nothing. Run it alone, in Release: <c>-- --explicit only --filter-class *ParserThroughput</c>.
/// </summary>
public sealed class ParserThroughput
{
    private const int Events = 512;
    private const int Features = 20;

    private readonly SchemaRegistry _models = new([new ModelSchema("credit", ModelType.Classification, [.. Enumerable.Range(0, Features).Select(Feature)], [], ["channel"])]);
    private double _sum;

    [Fact(Explicit = true)]
    public async Task Events_a_second_beside_parsing_alone()
    {
        byte[][] events = [.. Enumerable.Range(0, Events).Select(i => MakeEvent(new Random(i)))];
        byte[] body = [.. events.SelectMany(e => e.Append((byte)'\n'))];
        EventParser parser = new(_models, new EventLimits());
        EventBodyReader reader = new(parser);
        RecordBatch batch = new(_models);
        Print("bytes an event", events.Average(e => e.Length));
        List<double> alone = [];
        List<double> read = [];
        List<double> whole = [];
        for (int round = 0; round < 15; round++)
        {
            alone.Add(Microseconds(() => TokensAndNumbers(events)));
            read.Add(Microseconds(() => ReadAll(parser, batch, events)));
            whole.Add(await MicrosecondsAsync(async () => await reader.ReadAsync(new MemoryStream(body), BodyCompression.Detect, Samples.NowMs, Drop, CancellationToken.None)));
        }

        Print("tokens and numbers alone, µs", Median(alone));
        Print("EventParser.TryRead, µs", Median(read));
        Print("… times parsing alone", Median(read) / Median(alone));
        Print("EventBodyReader, µs", Median(whole));
        Print("… times parsing alone", Median(whole) / Median(alone));
        Print("TryRead events/s", 1e6 / Median(read));
        Assert.True(double.IsFinite(_sum));
    }

    [Fact(Explicit = true)]
    public void Rows_of_csv_a_second()
    {
        string path = Path.GetTempFileName();
        Random random = new(1);
        StringBuilder text = new(string.Join(',', Enumerable.Range(0, 25).Select(i => $"column_{i}")));
        for (int row = 0; row < 50_000; row++)
        {
            text.Append('\n');
            for (int i = 0; i < 20; i++) text.Append(CultureInfo.InvariantCulture, $"{random.NextDouble():0.######},");
            text.Append("north,web,a,b,c");
        }

        File.WriteAllText(path, text.ToString());
        Print("bytes a row", text.Length / 50_000.0);
        for (int round = 0; round < 6; round++)
        {
            long start = TimeProvider.System.GetTimestamp();
            using RowReader reader = RowReader.Open(path, new RowOptions { Format = RowFormat.Csv });
            RawRow row = new();
            int rows = 0;
            while (reader.Next(row) == RowStep.Row) rows++;
            Assert.Equal(50_000, rows);
            Print("a row of 20 numbers and 5 texts, µs", TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / rows);
        }

        File.Delete(path);
    }

    [Fact(Explicit = true)]
    public void Journal_bytes_a_second()
    {
        string directory = Directory.CreateTempSubdirectory("heed-journal-speed-").FullName;
        byte[] payload = new byte[300_000];
        foreach (SyncMode sync in Enum.GetValues<SyncMode>())
        {
            using EventJournal journal = EventJournal.Open(Path.Combine(directory, sync.ToString()), new JournalOptions { Sync = sync });
            List<double> times = [];
            for (int i = 0; i < 200; i++)
            {
                long start = TimeProvider.System.GetTimestamp();
                journal.Append(payload, i);
                Assert.True(journal.Commit().IsKept);
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMicroseconds);
            }

            Print($"append and commit of 300 KB (500 events), sync {sync}, µs", Median(times));
        }

        Directory.Delete(directory, recursive: true);
    }

    private void TokensAndNumbers(byte[][] events)
    {
        foreach (byte[] json in events)
        {
            Utf8JsonReader reader = new(json);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Number && Utf8Parser.TryParse(reader.ValueSpan, out double number, out _)) _sum += number;
            }
        }
    }

    private static void ReadAll(EventParser parser, RecordBatch batch, byte[][] events)
    {
        batch.Clear();
        foreach (byte[] json in events)
        {
            if (parser.TryRead(json, Samples.NowMs, batch) is { } refusal) Assert.Fail(refusal.Detail);
        }
    }

    private static ValueTask Drop(RecordBatch batch, ReadOnlyMemory<byte> canonical, CancellationToken cancellation) => ValueTask.CompletedTask;

    private static double Microseconds(Action action)
    {
        const int Repeats = 40;
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < Repeats; i++) action();
        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / (Repeats * Events);
    }

    private static async Task<double> MicrosecondsAsync(Func<Task> action)
    {
        const int Repeats = 40;
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < Repeats; i++) await action();
        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / (Repeats * Events);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string what, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.###}"));

    private static FeatureSchema Feature(int index) =>
        new(string.Create(CultureInfo.InvariantCulture, $"feature_{index:D2}"), FeatureKind.Number, new Utf8Names([]));

    private static byte[] MakeEvent(Random random)
    {
        StringBuilder json = new("{\"type\":\"prediction\",\"model\":\"credit\",\"version\":\"3\",\"id\":\"c-");
        json.Append(random.Next(1_000_000, 10_000_000)).Append("\",\"time\":\"2026-03-01T00:00:12.345Z\",\"latency_ms\":23.1,\"features\":{");
        for (int i = 0; i < Features; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"feature_{i:D2}\":{(random.NextDouble() * 20) - 10:0.####}");
        }

        json.Append("},\"prediction\":\"approve\",\"score\":0.83}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }
}
