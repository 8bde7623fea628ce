using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Model.Tests;

public sealed class SampleBufferTests
{
    private static readonly NativeHistogram Histogram = new() { Schema = 0, Count = 3, Sum = 4 };

    [Fact]
    public void Histograms_and_start_times_stand_beside_their_samples_however_the_columns_grow()
    {
        SampleBuffer buffer = new(2);
        buffer.Add(1, 10);
        buffer.Add(2, Histogram);
        buffer.SetStartTime(-5);
        for (int i = 3; i < 100; i++) buffer.Add(i, i);

        Assert.Null(buffer.Histograms[0]);
        Assert.Same(Histogram, buffer.Histograms[1]);
        Assert.Null(buffer.Histograms[98]);
        Assert.True(double.IsNaN(buffer.Values[1]));
        Assert.Equal(-5, buffer.StartTimesMs[1]);
        Assert.Equal(0, buffer.StartTimesMs[98]);
        Assert.Equal(99, buffer.Count);
    }

    [Fact]
    public void A_cleared_buffer_shows_nothing_of_what_it_held()
    {
        SampleBuffer buffer = new();
        buffer.Add(1, Histogram);
        buffer.SetStartTime(7);

        buffer.Clear();
        buffer.Add(2, 1.0);

        Assert.False(buffer.HasHistograms);
        Assert.True(buffer.Histograms.IsEmpty);
        Assert.True(buffer.StartTimesMs.IsEmpty);
        buffer.Add(3, Histogram);
        buffer.SetStartTime(9);
        Assert.Null(buffer.Histograms[0]);
        Assert.Equal(0, buffer.StartTimesMs[0]);
    }
}
