
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
}
