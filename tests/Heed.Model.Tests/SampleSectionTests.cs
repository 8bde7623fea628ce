using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Model.Tests;

public sealed class SampleSectionTests
{
    private static readonly LabelSet A = LabelSet.Of(("n", "a"));
    private static readonly LabelSet B = LabelSet.Of(("n", "b"));

    private readonly SampleSection _section = new();

    [Fact]
    public void The_version_stays_while_every_series_keeps_all_bits_of_its_value()
    {
        long first = Fill((A, 0.0), (B, double.NaN));
        Assert.Equal(first, Fill((A, 0.0), (B, double.NaN)));
        long signed = Fill((A, -0.0), (B, double.NaN));
        Assert.NotEqual(first, signed);
        Assert.NotEqual(signed, Fill((A, -0.0), (B, BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) + 1))));
    }

    [Fact]
    public void Another_order_fewer_series_and_more_of_them_are_other_versions()
    {
        List<long> versions = [Fill((A, 1), (B, 2)), Fill((B, 2), (A, 1)), Fill((B, 2)), Fill((B, 2), (A, 1)), Fill()];
        Assert.Equal(versions.Distinct(), versions);
        Assert.Equal(0, _section.Samples.Length);
    }

    [Fact]
    public void A_marker_makes_another_version_each_time_and_is_told_once()
    {
        long first = Fill((A, 1), (B, StaleMarker.Value));
        Assert.Equal([A, B], Written(isFirst: true));
        Assert.Equal([A], Written(isFirst: false));
        Assert.NotEqual(first, Fill((A, 1), (B, StaleMarker.Value)));
    }

    [Fact]
    public void A_filling_that_breaks_off_is_another_version_with_the_next_one()
    {
        long first = Fill((A, 1));
        _section.Begin();
        _section.Append(A, 0, 2);
        Assert.NotEqual(first, Fill((A, 2)));
    }

    private long Fill(params (LabelSet Labels, double Value)[] samples)
    {
        _section.Begin();
        foreach ((LabelSet labels, double value) in samples) _section.Append(labels, 0, value);
        _section.End();
        Assert.Equal(samples.Select(s => s.Labels), _section.Samples.ToArray().Select(s => s.Labels));
        return _section.Version;
    }

    private List<LabelSet> Written(bool isFirst)
    {
        SeriesList list = new();
        _section.WriteTo(list, 7, isFirst);
        return list.Series;
    }

    private sealed class SeriesList : ISampleSink
    {
        public List<LabelSet> Series { get; } = [];

        public AppendOutcome Append(LabelSet labels, long timeMs, double value)
        {
            Assert.Equal(7, timeMs);
            Series.Add(labels);
            return AppendOutcome.Appended;
        }
    }
}
