using System.Globalization;

namespace Heed.Templates.Tests;

/// <summary>Formats and what Go prints for them.</summary>
public sealed class PrintfTests
{
    public static TheoryData<string, object?[], string> Cases => new()
    {
        { "%v %s", ["a", "b"], "a b" },
        { "100%%", [], "100%" },
        { "%d|%5d|%-5d|%05d|%+d|% d", [42L, 42L, 42L, 42L, 42L, 42L], "42|   42|42   |00042|+42| 42" },
        { "%d %d", [-42L, long.MinValue], "-42 -9223372036854775808" },
        { "%05d|%.3d|%8.3d|%.0d|", [-42L, 7L, -7L, 0L], "-0042|007|    -007||" },
        { "%x %X %#x %o %#o %O %b %c %U %#U %q", [255L, 255L, 255L, 8L, 8L, 8L, 5L, 65L, 8364L, 8364L, 65L], "ff FF 0xff 10 010 0o10 101 A U+20AC U+20AC '€' 'A'" },
        { "%s|%10s|%-10s|%.2s|%q", ["abc", "abc", "abc", "abc", "a\"b\n"], "abc|       abc|abc       |ab|\"a\\\"b\\n\"" },
        { "%x %X % x %#x", ["hé", "hé", "ab", "ab"], "68c3a9 68C3A9 61 62 0x6162" },
        { "%#q %+q %#v", ["a`b", "é", "x"], "\"a`b\" \"\\u00e9\" \"x\"" },
        { "%5s|%-3s|", ["é", "😀"], "    é|😀  |" },
        { "%t %v %5t", [true, false, true], "true false  true" },
        { "%f %.2f %8.3f|%-8.1f|%08.2f|%+.1f", [1.5, 2.345, 3.14159, 2.25, -3.14159, 2.0], "1.500000 2.35    3.142|2.2     |-0003.14|+2.0" },
        { "%.0f %.0f %.0f %.0f", [0.5, 1.5, 2.5, 3.5], "0 2 2 4" },
        { "%.1f %.2f %.3f", [0.25, 1.005, 1e-10], "0.2 1.00 0.000" },
        { "%.20f", [0.1], "0.10000000000000000555" },
        { "%f", [1e22], "10000000000000000000000.000000" },
        { "%e %.2e %E %.0e", [123456.789, 123456.789, 0.00012, 15.0], "1.234568e+05 1.23e+05 1.200000E-04 2e+01" },
        { "%g %g %g %.3g %.10g %G", [100000.0, 1000000.0, 1e-5, 1234.5678, 1234.5678, 1e-10], "100000 1e+06 1e-05 1.23e+03 1234.5678 1E-10" },
        { "%v %v %v %v %v", [1e21, 0.1, 123456789.0, 0.0001, 0.00001], "1e+21 0.1 1.23456789e+08 0.0001 1e-05" },
        { "%v %v %v %v %v", [0.0, -0.0, 5e-324, 1.7976931348623157e308, 1e100], "0 -0 5e-324 1.7976931348623157e+308 1e+100" },
        { "%v %6.2f|%+v %06.1f|% v", [double.NaN, double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NaN], "NaN   +Inf|+Inf   -Inf| NaN" },
        { "%.4g %.0g %g %.3G %.4g", [0.0, 0.0, 0.0, -0.0, 1.0625], "0 0 0 -0 1.062" },
        { "%x %X %x", [1.5, -0.1, 0.0], "0x1.8p+00 -0X1.999999999999AP-04 0x0p+00" },
        { "%*d|%-*d|%.*f", [5L, 42L, 5L, 42L, 2L, 3.14159], "   42|42   |3.14" },
        { "%*d", [-4L, 1L], "1   " },
        { "%v %d %q", [new object?[] { 1L, 2L }, new object?[] { 1L, 2L }, new object?[] { "a" }], "[1 2] [1 2] [\"a\"]" },
        { "%v", [new Dictionary<string, object?> { ["b"] = 1L, ["a"] = null }], "map[a:<nil> b:1]" },
        { "%T %T %T %T %T", [1L, 1.0, "", true, null], "int float64 string bool <nil>" },
        { "%v %s", [TimeSpan.FromMilliseconds(1.5), TimeSpan.FromMinutes(90)], "1.5ms 1h30m0s" },
        { "%d", [TimeSpan.FromMilliseconds(1)], "1000000" },
        { "%d", ["x"], "%!d(string=x)" },
        { "%s %s %s", [5L, 2.5, true], "%!s(int=5) %!s(float64=2.5) %!s(bool=true)" },
        { "%d", [3.5], "%!d(float64=3.5)" },
        { "%d %v", [null, null], "%!d(<nil>) <nil>" },
        { "%z", [3L], "%!z(int=3)" },
        { "%é", [3L], "%!é(int=3)" },
        { "%d %d", [1L], "1 %!d(MISSING)" },
        { "%d", [1L, "x", null], "1%!(EXTRA string=x, <nil>)" },
        { "a%", [], "a%!(NOVERB)" },
        { "%*d", ["x", 3L], "%!(BADWIDTH)3" },
        { "%#012x|%#06x|%x|% d|%+q|%6.2f%%", [255L, 255L, -255L, -5L, 9731L, 99.5], "0x0000000000ff|0x0000ff|-ff|-5|'\\u2603'| 99.50%" },
        { "%10.3e|%-12g|%012g|%+g|% g", [12345.678, 1.5, -1.5, 1.5, 1.5], " 1.235e+04|1.5         |-000000001.5|+1.5| 1.5" },
        { "%G %g %g", [1e100, 1e-7, 12345678.9], "1E+100 1e-07 1.23456789e+07" },
    };

    /// <summary>Go lets some widths of seven digits through.</summary>
    [Theory]
    [InlineData("{{printf \"%9999999d\" 3}}", "%!(BADWIDTH)3")]
    [InlineData("{{printf \"%.9999999f\" 3.0}}", "%!(BADPREC)3")]
    [InlineData("{{printf \"%1000001d\" 3}}", "%!(BADWIDTH)3")]
    public void A_field_wider_than_a_million_is_refused(string text, string expected)
    {
        Assert.True(Template.TryParse("t", text, TemplateFunctions.None, out Template? template, out _));
        Assert.True(template.TryExecute(null, null, out string output, out _));

        Assert.Equal(expected, output);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_format_prints_what_Go_prints(string format, object?[] values, string expected)
    {
        Dictionary<string, object?> data = new() { ["f"] = format };
        for (int i = 0; i < values.Length; i++) data[$"v{i}"] = values[i];
        string arguments = string.Concat(Enumerable.Range(0, values.Length).Select(i => $" .v{i}"));
        Assert.True(Template.TryParse("t", $"{{{{printf .f{arguments}}}}}", TemplateFunctions.None, out Template? template, out _));
        Assert.True(template.TryExecute(data, null, out string output, out TemplateError? error), error?.ToString());

        Assert.Equal(expected, output);
    }

    /// <summary>The shortest form has to read back as the same number: a thousand doubles of all sizes, from a fixed seed.</summary>
    [Fact]
    public void Printed_numbers_read_back_as_themselves()
    {
        Random random = new(20260301);
        Assert.True(Template.TryParse("t", "{{.}} {{printf \"%e %.17g\" . .}}", TemplateFunctions.None, out Template? template, out _));
        for (int i = 0; i < 1000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;
            Assert.True(template.TryExecute(value, null, out string output, out _));
            string[] parts = output.Split(' ');
            Assert.Equal(value, double.Parse(parts[0], CultureInfo.InvariantCulture));
            Assert.Equal(value, double.Parse(parts[2], CultureInfo.InvariantCulture));
            Assert.Equal(value, double.Parse(parts[1], CultureInfo.InvariantCulture), Math.Abs(value) * 1e-6);
        }
    }
}
