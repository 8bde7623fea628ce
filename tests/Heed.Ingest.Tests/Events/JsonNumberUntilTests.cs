using System.Globalization;
using System.Text;

using Heed.Ingest.Events;

namespace Heed.Ingest.Tests.Events;

public sealed class JsonNumberUntilTests
{
    [Fact]
    public void Numbers_of_any_length_are_those_of_the_runtime_to_the_last_bit()
    {
        Random random = new(11);
        int direct = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = Digits(random);
            byte[] utf8 = Encoding.UTF8.GetBytes("7," + text + ",8");
            int end = JsonNumber.ReadUntil(utf8, 2, utf8.Length, (byte)',', out double value);
            if (end < 0) continue;
            direct++;
            Assert.Equal(2 + text.Length, end);
            double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            Assert.Equal((text, BitConverter.DoubleToInt64Bits(expected)), (text, BitConverter.DoubleToInt64Bits(value)));
        }

        Assert.InRange(direct, 190_000, 200_000);
    }

    [Fact]
    public void Halfway_between_two_doubles_takes_a_closer_look()
    {
        // 2^53 + 1 lies halfway; so do its multiples by powers of two.
        for (int shift = 0; shift < 10; shift++)
        {
            ulong halfway = ((1UL << 53) + 1) << shift;
            Assert.False(ScaledNumber.TryDivide(halfway, 0, out _));
            Assert.True(ScaledNumber.TryDivide(halfway << 1 >> 1 & ~((1UL << (shift + 1)) - 1), 0, out double below));
            Assert.Equal(Math.ScaleB(1, 53 + shift), below);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e5")]
    [InlineData("1x")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("12345678901234567890")]
    public void What_is_no_plain_number_is_left_to_others(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + ",1");
        Assert.Equal(-1, JsonNumber.ReadUntil(utf8, 0, utf8.Length, (byte)',', out _));
    }

    private static string Digits(Random random)
    {
        int whole = 1 + random.Next(9);
        int fraction = random.Next(19 - whole + 1);
        StringBuilder text = new(random.Next(2) == 0 ? "-" : "");
        for (int i = 0; i < whole; i++) text.Append((char)('0' + random.Next(10)));
        if (fraction > 0) text.Append('.');
        for (int i = 0; i < fraction; i++) text.Append((char)('0' + random.Next(10)));
        return text.ToString();
    }
}
