using System.Globalization;
using System.Text;

using Heed.Ingest.Events;

namespace Heed.Ingest.Tests.Events;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("18446744073709551616")]
    [InlineData("0.1")]
    [InlineData("1e22")]
    [InlineData("1E-400")]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("0.00000000000000000000001")]
    [InlineData("2.2250738585072011e-308")]
    public void Agrees_with_the_runtime_to_the_last_bit(string text) => Agrees(text);

    [Fact]
    public void Agrees_on_random_numbers_of_every_length()
    {
        Random random = new(20260301);
        for (int i = 0; i < 100_000; i++)
        {
            double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-25, 25));
            Agrees(value.ToString(i % 2 == 0 ? "R" : $"F{random.Next(0, 20)}", CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1.2.3")]
    [InlineData("12x")]
    [InlineData("0x10")]
    public void Anything_else_is_no_number(string text) => Assert.False(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));

    private static void Agrees(string text)
    {
        Assert.True(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out double value), text);
        double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }
}
