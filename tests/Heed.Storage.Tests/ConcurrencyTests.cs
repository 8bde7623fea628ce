using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Tests.Blocks;

namespace Heed.Storage.Tests;

public sealed class ConcurrencyTests
{
    private const long Minute = 60_000;
    private const long Start = 1_700_006_400_000;
    private const int Minutes = 12 * 60;
    private const int Kept = 8;

    /// <summary>
    /// The writer publishes how far every series has come; a reader that looked then finds every sample up to there, each once, with the
    /// value that belongs to its time, while the store seals, compacts and deletes other series.
    /// </summary>
    [Fact]
    public async Task Readers_lose_no_sample_and_see_none_twice_while_the_store_appends_maintains_and_deletes()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        int written = -1;
        bool isDone = false;
        int[] rounds = new int[2];
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task[] readers =
        [
            .. Enumerable.Range(0, rounds.Length).Select(number => Task.Run(
                () =>
                {
                    for (bool last = false; !last;)
                    {
                        last = Volatile.Read(ref isDone);
                        CheckAll(store, Volatile.Read(ref written), isWhole: (rounds[number] + number) % 2 == 0);
                        Interlocked.Increment(ref rounds[number]);
                    }
                },
                cancellation)),
        ];

        Task maintainer = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref isDone)) store.Maintain(CancellationToken.None);
            },
            cancellation);
        for (int minute = 0; minute < Minutes; minute++)
        {
            for (int i = 0; i < Kept; i++)
            {
                Assert.Equal(AppendOutcome.Appended, store.Append(Series("kept", i), TimeOf(minute), Value(minute, i)));
            }

            store.Append(Series("deleted", minute % 50), TimeOf(minute), 1);
            Volatile.Write(ref written, minute);
            if (minute % 10 == 0) Assert.Equal(CommitOutcome.Committed, store.Commit());
            if (minute % 40 == 0) store.Delete([LabelMatcher.Equal("__name__", "deleted")], long.MinValue, long.MaxValue);

            // However fast the writer is, every reader looks again and again on the way.
            bool looked = SpinWait.SpinUntil(() => readers.Any(r => r.IsFaulted) || rounds.Min() >= minute / 20, TimeSpan.FromSeconds(30));
            Assert.True(looked, "the readers stand still");
        }

        store.MaintainAll();
        Volatile.Write(ref isDone, true);
        await Task.WhenAll([maintainer, .. readers]);
        CheckAll(store, Minutes - 1, isWhole: true);
        Assert.True(store.Report.SealedBlocks > 1);
    }

    private static void CheckAll(SeriesStore store, int written, bool isWhole)
    {
        if (written < 0) return;
        long fromMs = isWhole ? Start : TimeOf(written / 2);
        LabelMatcher[] kept = [LabelMatcher.Equal("__name__", "kept")];
        IReadOnlyList<ISeries> found = store.Select(kept, fromMs, TimeOf(Minutes), CancellationToken.None);
        Assert.Equal(Kept, found.Count);
        SampleBuffer samples = new();
        for (int i = 0; i < Kept; i++)
        {
            samples.Clear();
            found[i].Read(fromMs, TimeOf(Minutes), samples);
            int first = (int)((fromMs - Start) / Minute);
            Assert.InRange(samples.Count, written - first + 1, Minutes - first);
            for (int at = 0; at < samples.Count; at++)
            {
                Assert.Equal(TimeOf(first + at), samples.TimesMs[at]);
                Assert.Equal(Value(first + at, i), samples.Values[at]);
            }
        }
    }

    private static LabelSet Series(string name, int i) => LabelSet.Of(("__name__", name), ("i", $"{i}"));

    private static long TimeOf(int minute) => Start + (minute * Minute);

    private static double Value(int minute, int i) => (minute * 31) + i;
}
