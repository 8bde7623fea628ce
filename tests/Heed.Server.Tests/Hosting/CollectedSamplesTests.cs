using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;
using Heed.Storage;

namespace Heed.Server.Tests.Hosting;

/// <summary>Collections through the batch against the same samples appended one by one.</summary>
public sealed class CollectedSamplesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_sample_arrives_whatever_comes_goes_and_changes_its_place(int seed)
    {
        Random random = new(seed);
        using SeriesStore batched = SeriesStore.Open(new StoreOptions());
        using SeriesStore plain = SeriesStore.Open(new StoreOptions());
        CollectedSamples collected = new(batched);
        List<LabelSet> written = [];
        for (int round = 0; round < 60; round++)
        {
            Change(written, random, round);
            long timeMs = round * 15_000L;
            foreach (LabelSet series in written)
            {
                // An equal set in another place of memory is the same series.
                LabelSet same = random.Next(20) == 0 ? LabelSet.FromOrdered(series.Labels) : series;
                double value = random.Next(5);
                Assert.Equal(AppendOutcome.Appended, collected.Append(same, timeMs, value));
                plain.Append(series, timeMs, value);
            }

            collected.Flush();
        }

        Assert.Equal(Everything(plain), Everything(batched));
        Assert.True(plain.Report.Samples > 10_000);
    }

    [Fact]
    public void A_refused_sample_keeps_no_other_out()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxSeries = 1 });
        CollectedSamples collected = new(store);
        for (int round = 0; round < 3; round++)
        {
            collected.Append(Series(1), round * 15_000L, round);
            collected.Append(Series(2), round * 15_000L, round);
            collected.Flush();
        }

        Assert.Equal(["{n=\"1\"} 0=0 15000=1 30000=2"], Everything(store));
    }

    private static LabelSet Series(int number) => LabelSet.Of(("n", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static void Change(List<LabelSet> written, Random random, int round)
    {
        if (round == 0) written.AddRange(Enumerable.Range(0, 400).Select(Series));
        if (round == 30) written.RemoveRange(0, 300);
        if (random.Next(3) == 0) written.RemoveAt(random.Next(written.Count));
        if (random.Next(3) == 0) written.Insert(random.Next(written.Count), Series(1000 + round));
    }

    private static IEnumerable<string> Everything(SeriesStore store)
    {
        SampleBuffer samples = new();
        foreach (ISeries series in store.Select([], long.MinValue, long.MaxValue, CancellationToken.None))
        {
            samples.Clear();
            series.Read(long.MinValue, long.MaxValue, samples);
            List<string> points = [];
            for (int i = 0; i < samples.Count; i++) points.Add($"{samples.TimesMs[i]}={samples.Values[i]}");
            yield return $"{series.Labels} {string.Join(' ', points)}";
        }
    }
}
