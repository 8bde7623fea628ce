using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Server.Hosting;
using Heed.Storage;

namespace Heed.Server.Tests.Hosting;

/// <summary>Collections kept as runs, and collections stored at once, against the same samples appended one by one.</summary>
public sealed class CollectedRunsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_sample_arrives_whatever_changes_ends_and_comes_back(int seed)
    {
        Random random = new(seed);
        using SeriesStore stretched = SeriesStore.Open(new StoreOptions());
        using SeriesStore batched = SeriesStore.Open(new StoreOptions());
        using SeriesStore plain = SeriesStore.Open(new StoreOptions());
        CollectedRuns runs = new(stretched, Interval);
        CollectedSamples samples = new(batched);
        Part[] ofRuns = [.. Enumerable.Range(0, 12).Select(i => new Part(i, 20))];
        Part[] ofSamples = [.. Enumerable.Range(0, 12).Select(i => new Part(i, 20))];
        long timeMs = 0;
        for (int round = 0; round < 400; round++)
        {
            // Now and then a collection is left out.
            timeMs += random.Next(60) == 0 ? 30_000 : 15_000;
            int change = random.Next();
            int single = random.Next(3);
            Collect(ofRuns, runs, timeMs, change, single);
            Collect(ofSamples, samples, timeMs, change, single);
            foreach (Part part in ofRuns) part.WriteTo(plain, timeMs);
            plain.Append(Single, timeMs, single);
            samples.Flush();
            if (random.Next(50) == 0) runs.Flush();
        }

        runs.Flush();
        runs.Flush();
        Assert.Equal(Everything(plain), Everything(stretched));
        Assert.Equal(Everything(plain), Everything(batched));
        Assert.Equal(plain.Report.Samples, stretched.Report.Samples);
        Assert.True(plain.Report.Samples > 50_000);
    }

    [Fact]
    public void Another_section_goes_on_with_a_series_and_misses_nothing_of_the_former()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        CollectedRuns runs = new(store, Interval);
        SampleSection former = Filled(7);
        SampleSection next = Filled(8);
        for (int i = 0; i < 3; i++) runs.Append(former, i * 15_000L);
        for (int i = 3; i < 6; i++) runs.Append(next, i * 15_000L);
        runs.Flush();
        Assert.Equal(["{n=\"single\"} 0=7 15000=7 30000=7 45000=8 60000=8 75000=8"], Everything(store));
    }

    private static LabelSet Single => LabelSet.Of(("n", "single"));

    private static SampleSection Filled(double value)
    {
        SampleSection section = new();
        section.Begin();
        section.Append(Single, 0, value);
        section.End();
        return section;
    }

    private static void Collect(Part[] parts, ISectionSink sink, long timeMs, int change, int single)
    {
        Random random = new(change);
        foreach (Part part in parts)
        {
            if (random.Next(4) == 0) part.Change(random);
            sink.Append(part.Section, timeMs);
        }

        sink.Append(Single, timeMs, single);
    }

    private static List<string> Everything(SeriesStore store)
    {
        List<string> lines = [];
        SampleBuffer samples = new();
        foreach (ISeries series in store.Select([], long.MinValue, long.MaxValue, CancellationToken.None))
        {
            samples.Clear();
            series.Read(long.MinValue, long.MaxValue, samples);
            lines.Add($"{series.Labels} " + string.Join(' ', Enumerable.Range(0, samples.Count).Select(
                i => string.Create(CultureInfo.InvariantCulture, $"{samples.TimesMs[i]}={samples.Values[i]}"))));
        }

        return lines;
    }

    /// <summary>Some series of one section, some of which live.</summary>
    private sealed class Part
    {
        private readonly LabelSet[] _series;
        private readonly double?[] _values;
        private readonly HashSet<int> _ended = [];
        private long _writtenVersion = -1;

        public Part(int number, int count)
        {
            _series = [.. Enumerable.Range(0, count).Select(i => LabelSet.Of(("n", $"{number}-{i}")))];
            _values = new double?[count];
            for (int i = 0; i < count; i += 2) _values[i] = 0;
            Fill();
        }

        public SampleSection Section { get; } = new();

        /// <summary>A few values move, begin or end; mostly none does.</summary>
        public void Change(Random random)
        {
            _ended.Clear();
            for (int changes = random.Next(4); changes > 0; changes--)
            {
                int i = random.Next(_values.Length);
                bool ends = _values[i] is not null && random.Next(4) == 0;
                if (ends) _ended.Add(i);
                else _ended.Remove(i);
                _values[i] = ends ? null : random.Next(3);
            }

            Fill();
        }

        /// <summary>What the section stands for.</summary>
        public void WriteTo(SeriesStore store, long timeMs)
        {
            for (int i = 0; i < _values.Length; i++)
            {
                if (_values[i] is { } value) store.Append(_series[i], timeMs, value);
                else if (_ended.Contains(i) && _writtenVersion != Section.Version) store.Append(_series[i], timeMs, StaleMarker.Value);
            }

            _writtenVersion = Section.Version;
        }

        private void Fill()
        {
            Section.Begin();
            for (int i = 0; i < _values.Length; i++)
            {
                if (_values[i] is { } value) Section.Append(_series[i], 0, value);
                else if (_ended.Contains(i)) Section.Append(_series[i], 0, StaleMarker.Value);
            }

            Section.End();
        }
    }
}
