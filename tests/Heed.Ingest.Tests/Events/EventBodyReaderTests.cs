using System.Globalization;
using System.Text;

using FsCheck;
using FsCheck.Fluent;

using Heed.Ingest.Events;

namespace Heed.Ingest.Tests.Events;

public sealed class EventBodyReaderTests
{
    [Theory]
    [InlineData("lines", "L1\nL2\nL3\n")]
    [InlineData("no last line feed", "L1\nL2\nL3")]
    [InlineData("carriage returns", "L1\r\nL2\r\nL3\r\n")]
    [InlineData("blank lines", "\n\n  \r\nL1\n\nL2\n\t\nL3\n\n")]
    [InlineData("byte order mark", "\uFEFFL1\nL2\nL3\n")]
    [InlineData("array", "[L1,L2,L3]")]
    [InlineData("array over lines", "\uFEFF \n [\r\n  L1 ,\n  L2,\n\n  L3\n]\n")]
    [InlineData("objects over lines", "M1\nL2\nM3")]
    [InlineData("objects over lines without breaks between", "M1L2M3")]
    public async Task Every_framing_gives_the_same_events(string name, string template)
    {
        Assert.NotEmpty(name);
        BodyReading reading = await BodyReading.OfAsync(Fill(template));
        Assert.Equal("", reading.Refusals);
        Assert.Null(reading.Result.Problem);
        Assert.Equal(3, reading.Records.Count);
        for (int i = 0; i < 3; i++) Assert.Contains($"answer=x{i + 1}/NaN", reading.Records[i], StringComparison.Ordinal);
        BodyReading again = await BodyReading.OfAsync(reading.Canonical);
        Assert.Equal(reading.Records, again.Records);
        Assert.Equal(reading.Canonical, again.Canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n")]
    [InlineData("\uFEFF")]
    [InlineData("[]")]
    [InlineData(" [ \n ] \n")]
    public async Task An_empty_body_has_no_events_and_no_refusals(string body)
    {
        BodyReading reading = await BodyReading.OfAsync(body);
        Assert.Equal("\n\n0\n0\nwhole", reading.Everything);
    }

    [Theory]
    [InlineData("L1\nL2\nL3\n\nL1\nL2\n{\"type\":\"label\",,}\nL3\n", 6, "7 broken_json: broken JSON at byte offset 16: ',' cannot stand here")]
    [InlineData("{\"type\":\"la\nL1\n", 1, "1 broken_json: broken JSON: the text ends inside an object or array, after 11 bytes")]
    [InlineData("{\"type\":\nL1\n", 1, "1 broken_json: broken JSON: the text ends inside an object or array, after 8 bytes")]
    [InlineData("[L1,{\"type\":},L3]", 2, "2 broken_json: broken JSON at byte offset 8: '}' cannot stand here")]
    [InlineData("[L1,,L3]", 2, "2 broken_json: broken JSON: the text ends before a value, after 0 bytes")]
    [InlineData("[L1,L2,]", 2, "3 broken_json: broken JSON: the text ends before a value, after 0 bytes")]
    [InlineData("[L1,\"a,]\\\"b\",7,L3]", 2, "2 not_an_object: expected an object, found text \"a,]\\\\\\\"b\"\n3 not_an_object: expected an object, found number 7")]
    [InlineData("[L1] L2", 1, "2 broken_json: broken JSON at byte offset 0: ']' cannot stand here")]
    [InlineData("M1\n\n{\n\"type\":1,\n\"model\":2}\nL2", 2, "6 wrong_type: type must be text; found number 1")]
    [InlineData("nonsense\nL1", 1, "1 broken_json: broken JSON at byte offset 1: 'o' cannot stand here")]
    public async Task Refusals_name_their_line_and_spare_their_neighbours(string template, int accepted, string refusals)
    {
        BodyReading reading = await BodyReading.OfAsync(Fill(template));
        Assert.Equal(refusals, reading.Refusals);
        Assert.Equal(accepted, reading.Records.Count);
        Assert.Null(reading.Result.Problem);
    }

    [Fact]
    public async Task Invalid_utf8_is_refused_by_line()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Fill("L1\n")), .. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Fill("L3"))];
        BodyReading reading = await BodyReading.OfAsync(body);
        Assert.Equal("2 invalid_utf8: the bytes from offset 6 are no UTF-8", reading.Refusals);
        Assert.Equal(2, reading.Records.Count);
    }

    [Fact]
    public async Task An_array_without_its_end_keeps_what_is_whole()
    {
        BodyReading reading = await BodyReading.OfAsync(Fill("[L1,L2,"));
        Assert.Equal(new BodyProblem(BodyProblemKind.UnfinishedArray, 2, "the array has no closing bracket"), reading.Result.Problem);
        Assert.Equal(2, reading.Result.Accepted);
        reading = await BodyReading.OfAsync(Fill("[L1,{\"type\""));
        Assert.Equal(BodyProblemKind.UnfinishedArray, reading.Result.Problem?.Kind);
        Assert.Equal("2 broken_json: broken JSON: the text ends inside an object or array, after 7 bytes", reading.Refusals);
    }

    [Fact]
    public async Task Gzip_cut_anywhere_gives_the_events_before_the_cut_and_says_so()
    {
        string text = string.Concat(Enumerable.Range(0, 200).Select(i => Line($"value {i * 7919 % 1009}") + "\n"));
        byte[] whole = BodyReading.Gzip(text);
        BodyReading all = await BodyReading.OfAsync(whole);
        Assert.Null(all.Result.Problem);
        Assert.Equal(200, all.Result.Accepted);
        for (int length = 2; length < whole.Length; length++)
        {
            BodyReading cut = await BodyReading.OfAsync(whole[..length]);
            Assert.Equal(BodyProblemKind.TruncatedGzip, cut.Result.Problem?.Kind);
            Assert.Equal("the gzip stream ends early", cut.Result.Problem!.Detail);
            Assert.Equal("", cut.Refusals);
            Assert.Equal(all.Records.Take(cut.Records.Count), cut.Records);
            Assert.InRange(cut.Result.Problem.Line, Math.Max(1, cut.Records.Count), cut.Records.Count + 1);
        }
    }

    [Fact]
    public async Task Gzip_that_lies_is_broken_and_gzip_members_follow_one_another()
    {
        byte[] one = BodyReading.Gzip(Fill("L1\n"));
        byte[] two = [.. one, .. BodyReading.Gzip(Fill("L2\n"))];
        BodyReading reading = await BodyReading.OfAsync(new MemoryStream(two), compression: BodyCompression.Gzip);
        Assert.Equal(2, reading.Records.Count);
        Assert.Null(reading.Result.Problem);
        one[^6] ^= 1;
        reading = await BodyReading.OfAsync(one);
        Assert.Equal(BodyProblemKind.BrokenGzip, reading.Result.Problem?.Kind);
        reading = await BodyReading.OfAsync(new MemoryStream(Samples.Utf8(Fill("L1"))), compression: BodyCompression.Gzip);
        Assert.Equal(BodyProblemKind.BrokenGzip, reading.Result.Problem?.Kind);
        reading = await BodyReading.OfAsync(new MemoryStream([]), compression: BodyCompression.Gzip);
        Assert.Null(reading.Result.Problem);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_read_up_to_it()
    {
        string line = Fill("L1\n");
        EventLimits limits = new() { MaxBodyBytes = (line.Length * 3) + 10 };
        BodyReading reading = await BodyReading.OfAsync(string.Concat(Enumerable.Repeat(line, 10)), limits);
        Assert.Equal(3, reading.Result.Accepted);
        Assert.Equal(BodyProblemKind.BodyTooLarge, reading.Result.Problem?.Kind);
        Assert.Equal(0, reading.Result.RejectedCount);
        reading = await BodyReading.OfAsync(string.Concat(Enumerable.Repeat(line, 3)), limits with { MaxBodyBytes = line.Length * 3 });
        Assert.Null(reading.Result.Problem);
        reading = await BodyReading.OfAsync(BodyReading.Gzip(string.Concat(Enumerable.Repeat(line, 1000))), limits);
        Assert.Equal(BodyProblemKind.BodyTooLarge, reading.Result.Problem?.Kind);
        Assert.Equal(3, reading.Result.Accepted);
    }

    [Fact]
    public async Task Refusals_are_listed_up_to_a_bound_and_counted_beyond_it()
    {
        EventLimits limits = new() { MaxListedRefusals = 3, MaxRefusals = 50 };
        BodyReading reading = await BodyReading.OfAsync(string.Concat(Enumerable.Repeat("{}\n", 50)), limits);
        Assert.Equal(3, reading.Result.Rejected.Count);
        Assert.Equal(50, reading.Result.RejectedCount);
        Assert.Null(reading.Result.Problem);
        reading = await BodyReading.OfAsync(string.Concat(Enumerable.Repeat("{}\n", 100)), limits);
        Assert.Equal(51, reading.Result.RejectedCount);
        Assert.Equal(BodyProblemKind.TooManyRefusals, reading.Result.Problem?.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_of_100_MB_is_refused_in_little_memory_and_its_neighbours_are_taken(bool array)
    {
        byte[] piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'x');
        EventBodyReader reader = new(Samples.Parser());
        await BodyReading.OfAsync(new MemoryStream(Samples.Utf8(Fill("L1\nL2\n"))), reader: reader);

        // Nothing here waits, so that all of it runs on this thread.
        long before = GC.GetAllocatedBytesForCurrentThread();
        BodyReading reading = await BodyReading.OfAsync(new ChunkedStream(Pieces()), reader: reader);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal("2 too_large: the event has more than 1048576 bytes", reading.Refusals);
        Assert.Equal(2, reading.Records.Count);
        Assert.InRange(allocated, 0, 8 << 20);

        IEnumerable<byte[]> Pieces()
        {
            yield return Samples.Utf8(Fill(array ? "[L1,{\"note\":\"" : "L1\n{\"note\":\""));
            for (int i = 0; i < 1600; i++) yield return piece;
            yield return Samples.Utf8(Fill(array ? "\"},L3]" : "\"}\nL3"));
        }
    }

    [Fact]
    public async Task Batches_are_bounded_and_a_reader_is_used_again()
    {
        EventBodyReader reader = new(Samples.Parser(new EventLimits { MaxBatchRecords = 10 }));
        for (int round = 0; round < 3; round++)
        {
            List<int> sizes = [];
            using MemoryStream body = new(Samples.Utf8(string.Concat(Enumerable.Repeat(Fill("L1\n"), 25))));
            EventBodyResult result = await reader.ReadAsync(body, BodyCompression.Detect, Samples.NowMs, Take, CancellationToken.None);
            Assert.Equal([10, 10, 5], sizes);
            Assert.Equal(25, result.Accepted);

            ValueTask Take(Heed.Model.Records.RecordBatch batch, ReadOnlyMemory<byte> canonical, CancellationToken cancellation)
            {
                sizes.Add(batch.Count);
                return ValueTask.CompletedTask;
            }
        }
    }

    [Fact]
    public async Task An_exception_of_the_handler_passes_through()
    {
        EventBodyReader reader = new(Samples.Parser());
        using MemoryStream body = new(Samples.Utf8(Fill("L1\n")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await reader.ReadAsync(body, BodyCompression.Detect, Samples.NowMs, (_, _, _) => throw new InvalidOperationException("full"), CancellationToken.None));
    }

    [Fact]
    public void How_the_bytes_arrive_makes_no_difference()
    {
        string[] parts =
        [
            "L1", "L2", "M3", "\n", "\n", "\r\n", " ", "[", "]", ",", "{", "}", "\"", "\\", "{\"type\":\"label\"", "nonsense", "\uFEFF", "é",
            new string('z', 300), "{\"note\":\"" + new string('y', 300) + "\"}", "[{\"a\":[1,2]}]", "   \n   ",
        ];
        EventLimits limits = new() { MaxLineBytes = 256, MaxBatchRecords = 3 };
        Gen<string> bodies = Gen.Elements(parts).ListOf().Select(chosen => Fill(string.Concat(chosen)));
        Gen<int> seeds = Gen.Choose(0, int.MaxValue - 1);
        Prop.ForAll(
            Gen.Zip(bodies, seeds).ToArbitrary(),
            input =>
            {
                byte[] bytes = Samples.Utf8(input.Item1);
                BodyReading reading = BodyReading.OfAsync(bytes, limits).GetAwaiter().GetResult();
                BodyReading again = BodyReading.OfAsync(reading.Canonical, limits).GetAwaiter().GetResult();
                string whole = reading.Everything;
                string cut = BodyReading.OfAsync(ChunkedStream.Random(bytes, input.Item2, 40), limits).GetAwaiter().GetResult().Everything;
                string single = BodyReading.OfAsync(ChunkedStream.Random(bytes, input.Item2, 1), limits).GetAwaiter().GetResult().Everything;
                return whole == cut && whole == single && reading.Records.SequenceEqual(again.Records) && again.Result.RejectedCount == 0;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20260301, 7));
    }

    private static string Fill(string template)
    {
        StringBuilder text = new(template);
        for (int i = 1; i <= 3; i++)
        {
            string line = Line(string.Create(CultureInfo.InvariantCulture, $"x{i}"));
            text.Replace($"L{i}", line).Replace($"M{i}", line.Replace(",", ",\r\n  ", StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private static string Line(string answer) => $$"""{"type":"label","model":"credit","id":"c-17","label":"{{answer}}"}""";
}
