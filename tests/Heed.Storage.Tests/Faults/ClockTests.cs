using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Tests.Blocks;

namespace Heed.Storage.Tests.Faults;

/// <summary>Times of a clock that jumps: the store itself asks no clock.</summary>
public sealed class ClockTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const long Start = 1_700_006_400_000;
    private static readonly LabelSet Labels = LabelSet.Of(("__name__", "m"));

    [Fact]
    public void Without_a_window_an_hour_back_is_refused_and_counted_until_the_clock_is_forward_again()
    {
        using TemporaryDirectory directory = new();
        List<string> expected = [Labels.ToString()];
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            Append(store, Start, 120, AppendOutcome.Appended, expected);
            Append(store, Start + Hour + 1, 59, AppendOutcome.OutOfOrder, expected);
            Assert.Equal(59, store.Report.Refused[RefusalReason.OutOfOrder]);
            Append(store, Start + (2 * Hour), 60, AppendOutcome.Appended, expected);
            Assert.Equal(CommitOutcome.Committed, store.Commit());
            Assert.Equal(expected, store.DumpAll());
        }

        using SeriesStore reopened = SeriesStore.Open(directory.Options);
        Assert.Equal(expected, reopened.DumpAll());
    }

    [Fact]
    public void Within_the_window_an_hour_back_is_taken_late_and_lies_in_order_after_reopening()
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { OutOfOrderWindow = TimeSpan.FromHours(2) };
        List<string> expected = [];
        using (SeriesStore store = SeriesStore.Open(options))
        {
            Append(store, Start, 120, AppendOutcome.Appended, expected);
            Append(store, Start + Hour + 1, 59, AppendOutcome.AppendedLate, expected);
            Append(store, Start + (2 * Hour), 60, AppendOutcome.Appended, expected);
            Assert.Equal(59, store.Report.LateSamples);
            Assert.Equal(0, store.Report.Refused[RefusalReason.OutOfOrder]);
            Assert.Equal(CommitOutcome.Committed, store.Commit());
        }

        // All times have as many digits.
        expected.Sort(StringComparer.Ordinal);
        using SeriesStore reopened = SeriesStore.Open(options);
        Assert.Equal([Labels.ToString(), .. expected], reopened.DumpAll());
    }

    [Fact]
    public void Of_two_values_for_one_time_the_first_one_stays()
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { OutOfOrderWindow = TimeSpan.FromHours(2) };
        List<string> expected = [Labels.ToString()];
        using (SeriesStore store = SeriesStore.Open(options))
        {
            Append(store, Start, 120, AppendOutcome.Appended, expected);
            for (long time = Start + Hour; time < Start + (2 * Hour); time += Minute)
            {
                Assert.Equal(AppendOutcome.Conflict, store.Append(Labels, time, -1));
                Assert.Equal(AppendOutcome.Duplicate, store.Append(Labels, time, time % 7_919));
            }

            Assert.Equal(60, store.Report.Refused[RefusalReason.Conflict]);
            Assert.Equal(CommitOutcome.Committed, store.Commit());
        }

        using SeriesStore reopened = SeriesStore.Open(options);
        Assert.Equal(expected, reopened.DumpAll());
    }

    [Theory]
    [InlineData(0, AppendOutcome.OutOfOrder)]
    [InlineData(3, AppendOutcome.AppendedLate)]
    public void Two_days_forward_and_back_lose_nothing_within_the_retention(int windowDays, AppendOutcome back)
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with
        {
            Retention = TimeSpan.FromDays(7),
            OutOfOrderWindow = TimeSpan.FromDays(windowDays),
        };
        List<string> expected = [];
        using (SeriesStore store = SeriesStore.Open(options))
        {
            Append(store, Start, 600, AppendOutcome.Appended, expected);
            Append(store, Start + (2 * Day), 10, AppendOutcome.Appended, expected);
            store.MaintainAll();
            Append(store, Start + (10 * Hour), 100, back, expected);
            store.MaintainAll();
            Append(store, Start + (3 * Day), 10, AppendOutcome.Appended, expected);
            Assert.Equal(CommitOutcome.Committed, store.Checkpoint());
            store.MaintainAll();
            Assert.True(store.Report.SealedBlocks > 0);
            Assert.Equal(0, store.Report.DroppedBlocks + store.Report.DroppedChunks);
        }

        expected.Sort(StringComparer.Ordinal);
        using SeriesStore reopened = SeriesStore.Open(options);
        Assert.Equal([Labels.ToString(), .. expected], reopened.DumpAll());
    }

    /// <summary>One sample a minute; what should have been taken goes to the expected lines.</summary>
    private static void Append(SeriesStore store, long fromMs, int minutes, AppendOutcome outcome, List<string> expected)
    {
        for (long time = fromMs; time < fromMs + (minutes * Minute); time += Minute)
        {
            Assert.Equal(outcome, store.Append(Labels, time, time % 7_919));
            if (outcome != AppendOutcome.OutOfOrder) expected.Add(StoreDump.Line(time, time % 7_919, null));
        }
    }
}
