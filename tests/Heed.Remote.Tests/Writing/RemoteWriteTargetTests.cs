using Heed.Documents;
using Heed.Ingest.Relabelling;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Remote.Tests.Stores;
using Heed.Remote.Writing;
using Heed.Testing;

namespace Heed.Remote.Tests.Writing;

public sealed class RemoteWriteTargetTests : IAsyncLifetime
{
    private static readonly LabelSet External = LabelSet.Of(("site", "eu"), ("team", "all"));

    private readonly TemporaryFolder _folder = new();
    private AnsweringServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AnsweringServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Relabelling_sees_the_external_labels_and_what_it_drops_is_counted()
    {
        await using RemoteWriteTarget target = Open("[ { source_labels: [site, __name__], regex: 'eu;drop_.*', action: drop } ]", sendsHistograms: false);
        target.Append(Named("drop_me"), 1000, 1);
        target.Append(Named("keep_me"), 1000, 1);
        target.Append(Named("keep_me"), 2000, 1);
        target.Commit();
        await Eventually.TrueAsync(() => Task.FromResult(target.Counters.Sent == 2));

        Assert.Equal((1L, 2L), (target.RelabelledAway, target.Counters.Appended));
    }

    [Fact]
    public async Task A_series_that_loses_its_name_is_dropped()
    {
        await using RemoteWriteTarget target = Open("[ { target_label: __name__, replacement: '' } ]", sendsHistograms: false);
        target.Append(Named("m"), 1000, 1);
        Assert.Equal((1L, 0L), (target.RelabelledAway, target.Counters.Appended));
    }

    [Theory]
    [InlineData(false, 1, 0)]
    [InlineData(true, 0, 1)]
    public async Task Native_histograms_are_sent_where_they_are_asked_for(bool sends, long leftOut, long appended)
    {
        await using RemoteWriteTarget target = Open("[]", sends);
        target.Append(Named("h"), 1000, new NativeHistogram { Schema = 0 });
        Assert.Equal((leftOut, appended), (target.HistogramsLeftOut, target.Counters.Appended));
    }

    [Fact]
    public async Task What_a_store_that_is_away_did_not_get_it_gets_from_the_next_process()
    {
        _server.Answer = (_, _) => (503, "", null);
        await using (RemoteWriteTarget target = Open("[]", sendsHistograms: false))
        {
            for (int i = 0; i < 100; i++) target.Append(Named("m"), i, i);
            target.Commit();
            await Eventually.TrueAsync(() => Task.FromResult(target.Counters.Retries > 0));
        }

        _server.Answer = (_, _) => (204, "", null);
        await using RemoteWriteTarget next = Open("[]", sendsHistograms: false);
        await Eventually.TrueAsync(() => Task.FromResult(next.Counters.Sent == 100));
        Assert.Equal(0, next.Counters.WaitingSamples);
    }

    private static LabelSet Named(string metric) => LabelSet.Of((LabelNames.MetricName, metric), ("team", "own"));

    private RemoteWriteTarget Open(string rules, bool sendsHistograms) => RemoteWriteTarget.Open(
        new RemoteWriteTargetOptions
        {
            Name = "t",
            Relabelling = RelabelRuleReader.ReadAll(Document.Parse("f", rules, new Diagnostics()).Root),
            SendsHistograms = sendsHistograms,
            Write = new RemoteWriteOptions { Url = _server.Url, Directory = _folder.File("queue"), FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(20) },
        },
        External,
        TimeProvider.System);
}
