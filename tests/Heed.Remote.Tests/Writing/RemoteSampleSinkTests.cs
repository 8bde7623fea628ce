using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Remote.Tests.Stores;
using Heed.Remote.Writing;
using Heed.Testing;

namespace Heed.Remote.Tests.Writing;

public sealed class RemoteSampleSinkTests : IAsyncLifetime
{
    private static readonly LabelSet Series = LabelSet.Of((LabelNames.MetricName, "m"), ("l", "v"));

    private readonly TemporaryFolder _folder = new();
    private AnsweringServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AnsweringServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Samples_leave_in_requests_of_the_batch_size()
    {
        await using RemoteSampleSink sink = Open();
        Append(sink, 25);
        Assert.Null(sink.Commit());
        await SentAsync(sink, 25);

        Assert.Equal(3, _server.Requests);
        Assert.Equal("snappy", _server.LastHeaders["Content-Encoding"]);
        Assert.Equal("application/x-protobuf", _server.LastHeaders["Content-Type"]);
        Assert.Equal("0.1.0", _server.LastHeaders["X-Prometheus-Remote-Write-Version"]);
        Assert.Equal((0L, 0L), (sink.Counters.WaitingSamples, sink.Counters.WaitingBytes));
    }

    [Fact]
    public async Task Samples_that_nobody_commits_leave_with_the_flush_interval()
    {
        await using RemoteSampleSink sink = Open(o => o with { FlushInterval = TimeSpan.FromMilliseconds(20) });
        Append(sink, 1);

        await SentAsync(sink, 1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task What_may_pass_is_sent_again(int status)
    {
        _server.Answer = (number, _) => number < 3 ? (status, "busy", null) : (204, "", null);
        await using RemoteSampleSink sink = Open();
        Append(sink, 1);
        Assert.Null(sink.Commit());
        await SentAsync(sink, 1);

        Assert.Equal((2L, 0L, 3), (sink.Counters.Retries, sink.Counters.Rejected, _server.Requests));
        Assert.EndsWith($"answered {status} busy", sink.Counters.LastFailure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_counted_and_holds_nothing_up()
    {
        _server.Answer = (number, _) => number == 1 ? (400, "out of order", null) : (204, "", null);
        await using RemoteSampleSink sink = Open();
        Append(sink, 15);
        Assert.Null(sink.Commit());
        await SentAsync(sink, 5);

        Assert.Equal((10L, 0L, 0L), (sink.Counters.Rejected, sink.Counters.Retries, sink.Counters.WaitingSamples));
    }

    [Fact]
    public async Task A_wish_to_come_later_is_granted()
    {
        ManualClock clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        _server.Answer = (number, _) => number == 1 ? (429, "", "7") : (204, "", null);
        await using RemoteSampleSink sink = RemoteSampleSink.Open(Options(), clock);
        Append(sink, 1);
        Assert.Null(sink.Commit());
        await Eventually.TrueAsync(() => Task.FromResult(sink.Counters.Retries == 1));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, _server.Requests);

        // The pause may begin after the first advance: the clock goes on until it is over.
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(sink.Counters.Sent == 1);
        });
    }

    [Fact]
    public async Task A_full_queue_gives_up_the_oldest_and_counts_them()
    {
        _server.Answer = (_, _) => (503, "", null);
        await using (RemoteSampleSink sink = Open(o => o with { MaxQueueBytes = 2000 }))
        {
            Append(sink, 1000);
            Assert.Null(sink.Commit());
            RemoteWriteCounters counters = sink.Counters;
            Assert.InRange(counters.WaitingBytes, 1, 2000);
            Assert.Equal(1000, counters.WaitingSamples + counters.Dropped);
            Assert.InRange(counters.Dropped, 1, 999);
        }

        _server.Answer = (_, _) => (204, "", null);
        await using RemoteSampleSink again = Open(o => o with { MaxQueueBytes = 2000 });
        long waiting = again.Counters.WaitingSamples + again.Counters.Sent;
        await SentAsync(again, waiting);
        Assert.InRange(waiting, 1, 999);
    }

    [Fact]
    public async Task Too_many_samples_in_memory_are_refused_and_counted()
    {
        await using RemoteSampleSink sink = Open(o => o with { MaxPendingSamples = 3 });

        AppendOutcome[] outcomes = [.. Enumerable.Range(0, 5).Select(i => sink.Append(Series, i, i))];

        Assert.Equal(2, outcomes.Count(o => o == AppendOutcome.Limited));
        Assert.Equal((3L, 2L), (sink.Counters.Appended, sink.Counters.Refused));
    }

    [Fact]
    public async Task A_torn_mark_costs_requests_that_are_sent_twice_and_nothing_else()
    {
        _server.Answer = (_, _) => (204, "", null);
        await using (RemoteSampleSink sink = Open())
        {
            Append(sink, 10);
            Assert.Null(sink.Commit());
            await SentAsync(sink, 10);
        }

        File.WriteAllBytes(_folder.File("acknowledged"), [1, 2, 3]);
        await using RemoteSampleSink again = Open();
        await SentAsync(again, 10);
        Append(again, 10);
        Assert.Null(again.Commit());
        await SentAsync(again, 20);
    }

    [Fact]
    public async Task A_request_that_the_disk_damaged_is_counted_and_holds_nothing_up()
    {
        using RemoteWriteQueue queue = new(_folder.Path, 1 << 20);
        Assert.Null(queue.Add([(3, new byte[100]), (4, new byte[100]), (5, new byte[100])], 0));
        string segment = Directory.GetFiles(_folder.Path, "*.journal").Single();
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length - 10] ^= 1;
        bytes[bytes.Length - 140] ^= 1;
        File.WriteAllBytes(segment, bytes);

        Assert.Equal(3, queue.Peek()!.Samples);
        queue.Remove(1);
        Assert.Null(queue.Peek());

        Assert.Equal((9L, 0L, 0L), (queue.DroppedSamples, queue.WaitingSamples, queue.WaitingBytes));
        Assert.Null(queue.Add([(6, new byte[100])], 0));
        Assert.Equal(6, queue.Peek()!.Samples);
    }

    private static void Append(RemoteSampleSink sink, int count)
    {
        for (int i = 0; i < count; i++) Assert.Equal(AppendOutcome.Appended, sink.Append(Series, i, i * 1.5));
    }

    private static Task SentAsync(RemoteSampleSink sink, long samples) => Eventually.TrueAsync(() => Task.FromResult(sink.Counters.Sent == samples));

    private RemoteSampleSink Open(Func<RemoteWriteOptions, RemoteWriteOptions>? change = null) =>
        RemoteSampleSink.Open(change?.Invoke(Options()) ?? Options(), TimeProvider.System);

    private RemoteWriteOptions Options() => new()
    {
        Url = new Uri(_server.Url, "write"),
        Directory = _folder.Path,
        BatchSamples = 10,
        FlushInterval = TimeSpan.FromHours(1),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromSeconds(10),
    };
}
