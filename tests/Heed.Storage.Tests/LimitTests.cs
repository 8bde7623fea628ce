using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

public sealed class LimitTests
{
    public static TheoryData<string, string, RefusalReason> BadLabels => new()
    {
        { new string('n', 11), "v", RefusalReason.LabelNameLimit },
        { "n", new string('v', 21), RefusalReason.LabelValueLimit },
        { "n", "\ud800", RefusalReason.LabelNotUnicode },
        { "n", "a\udc00b", RefusalReason.LabelNotUnicode },
        { "n\ud83d", "v", RefusalReason.LabelNotUnicode },
    };

    [Theory]
    [MemberData(nameof(BadLabels))]
    public void A_label_beyond_its_limit_is_refused_and_counted(string name, string value, RefusalReason reason)
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxLabelNameLength = 10, MaxLabelValueLength = 20 });
        Assert.Equal(AppendOutcome.Limited, store.Append(LabelSet.Of(("__name__", "m"), (name, value)), 1, 1));
        Assert.Equal(1, store.Report.Refused[reason]);
        Assert.Equal(0, store.Report.Series);
    }

    [Fact]
    public void Labels_at_their_limits_are_taken()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxLabels = 2, MaxLabelNameLength = 10, MaxLabelValueLength = 20 });
        LabelSet labels = LabelSet.Of(("__name__", "m"), (new string('n', 10), new string('v', 18) + "\U0001F600"));
        Assert.Equal(AppendOutcome.Appended, store.Append(labels, 1, 1));
        Assert.Equal(AppendOutcome.Limited, store.Append(labels.With("c", "1"), 1, 1));
        Assert.Equal(1, store.Report.Refused[RefusalReason.LabelCountLimit]);
    }

    [Fact]
    public void New_series_beyond_a_limit_are_refused_while_known_ones_go_on()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxSeries = 5, MaxSeriesPerMetric = 3 });
        for (int i = 0; i < 4; i++) store.Append(Series("a", i), 1, 1);
        for (int i = 0; i < 4; i++) store.Append(Series("b", i), 1, 1);
        Assert.Equal(5, store.Report.Series);
        Assert.Equal(1, store.Report.Refused[RefusalReason.MetricSeriesLimit]);
        Assert.Equal(2, store.Report.Refused[RefusalReason.SeriesLimit]);
        Assert.Equal(AppendOutcome.Appended, store.Append(Series("a", 2), 2, 1));
    }

    [Fact]
    public void Limits_hold_for_new_series_only_not_for_what_was_committed_under_larger_ones()
    {
        using TemporaryDirectory directory = new();
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            for (int i = 0; i < 10; i++) store.Append(Series("a", i), 1, 1);
        }

        using SeriesStore narrow = SeriesStore.Open(directory.Options with { MaxSeries = 5 });
        Assert.Equal(10, narrow.Report.Series);
        Assert.Equal(AppendOutcome.Appended, narrow.Append(Series("a", 9), 2, 1));
        Assert.Equal(AppendOutcome.Limited, narrow.Append(Series("a", 10), 2, 1));
    }

    [Fact]
    public void Every_option_outside_its_range_is_named()
    {
        StoreOptions options = new()
        {
            Directory = "",
            Retention = TimeSpan.Zero,
            MaxSeries = 0,
            MaxSeriesPerMetric = 0,
            MaxLabels = 0,
            MaxLabelNameLength = 0,
            MaxLabelValueLength = 70_000,
            SegmentBytes = 1,
            CheckpointWalBytes = 1,
            MaxUncommittedBytes = int.MaxValue,
            CommitsBetweenRetention = 0,
            MaxBytes = 1,
            OutOfOrderWindow = TimeSpan.FromDays(-1),
        };
        Assert.Equal(13, options.Validate().Count);
        ArgumentException error = Assert.Throws<ArgumentException>(() => SeriesStore.Open(options));
        Assert.Contains("MaxLabelValueLength: expected 1 to 65536, found 70000", error.Message, StringComparison.Ordinal);
        Assert.Empty(new StoreOptions().Validate());
    }

    [Theory]
    [InlineData("ä \U0001F600 漢字")]
    [InlineData("a \"quoted\" \\ back")]
    [InlineData("line\nbreak\r\ttab\0nul")]
    [InlineData("{}=,~!|.*")]
    public void Labels_come_back_as_they_were_from_log_and_snapshot(string text)
    {
        using TemporaryDirectory directory = new();
        LabelSet labels = LabelSet.Of(("__name__", text), (text, text), ("z", "1"));
        using (SeriesStore store = SeriesStore.Open(directory.Options)) store.Append(labels, 1, 1);
        using (SeriesStore fromLog = SeriesStore.Open(directory.Options))
        {
            Assert.Equal(labels, Assert.Single(fromLog.Select([], 0, 2, CancellationToken.None)).Labels);
            fromLog.Checkpoint();
        }

        using SeriesStore fromSnapshot = SeriesStore.Open(directory.Options);
        Assert.Equal(labels, Assert.Single(fromSnapshot.Select([LabelMatcher.Equal(text, text)], 0, 2, CancellationToken.None)).Labels);
    }

    private static LabelSet Series(string metric, int i) => LabelSet.Of(("__name__", metric), ("i", $"{i}"));
}
