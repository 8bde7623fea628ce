using System.Text.Json;

using Heed.Statistics.Tests.Golden;

namespace Heed.Statistics.Tests;

public sealed class SampleGeneratorTests
{
    [Fact]
    public void Gives_the_published_first_numbers_of_SplitMix64()
    {
        ulong state = 1234567;
        Assert.Equal(6457827717110365317UL, SampleGenerator.Next(ref state));
        Assert.Equal(3203168211198807973UL, SampleGenerator.Next(ref state));
        Assert.Equal(9817491932198370423UL, SampleGenerator.Next(ref state));
    }

    [Fact]
    public void Agrees_with_the_golden_vectors()
    {
        if (GoldenVectors.Of("generator") is not { } vectors) return;
        foreach (JsonElement one in vectors.Cases)
        {
            if (one.GetProperty("input").TryGetProperty("generator", out _)) vectors.AgreeAll(one, "values", GoldenVectors.Sample(one.GetProperty("input")));
        }
    }
}
