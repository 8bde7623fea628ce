using Heed.Templates.Formatting;

namespace Heed.Templates.Tests;

/// <summary>Values that were had from Prometheus 2.42.</summary>
public sealed class HumanizeTests
{
    [Theory]
    [InlineData(0, "0", "0", "0s", "0%", "1970-01-01 00:00:00 +0000 UTC")]
    [InlineData(1, "1", "1", "1s", "100%", "1970-01-01 00:00:01 +0000 UTC")]
    [InlineData(-1, "-1", "-1", "-1s", "-100%", "1969-12-31 23:59:59 +0000 UTC")]
    [InlineData(0.1, "100m", "0.1", "100ms", "10%", "1970-01-01 00:00:00.1 +0000 UTC")]
    [InlineData(0.5, "500m", "0.5", "500ms", "50%", "1970-01-01 00:00:00.5 +0000 UTC")]
    [InlineData(59.99, "59.99", "59.99", "59.99s", "5999%", "1970-01-01 00:00:59.99 +0000 UTC")]
    [InlineData(61, "61", "61", "1m 1s", "6100%", "1970-01-01 00:01:01 +0000 UTC")]
    [InlineData(999.99, "1000", "1000", "16m 39s", "1e+05%", "1970-01-01 00:16:39.99 +0000 UTC")]
    [InlineData(1000, "1k", "1000", "16m 40s", "1e+05%", "1970-01-01 00:16:40 +0000 UTC")]
    [InlineData(1024, "1.024k", "1ki", "17m 4s", "1.024e+05%", "1970-01-01 00:17:04 +0000 UTC")]
    [InlineData(3661, "3.661k", "3.575ki", "1h 1m 1s", "3.661e+05%", "1970-01-01 01:01:01 +0000 UTC")]
    [InlineData(90061, "90.06k", "87.95ki", "1d 1h 1m 1s", "9.006e+06%", "1970-01-02 01:01:01 +0000 UTC")]
    [InlineData(-90061.5, "-90.06k", "-87.95ki", "-1d 1h 1m 1s", "-9.006e+06%", "1969-12-30 22:58:58.5 +0000 UTC")]
    [InlineData(123456.789, "123.5k", "120.6ki", "1d 10h 17m 36s", "1.235e+07%", "1970-01-02 10:17:36.789 +0000 UTC")]
    [InlineData(1088, "1.088k", "1.062ki", "18m 8s", "1.088e+05%", "1970-01-01 00:18:08 +0000 UTC")]
    [InlineData(999950, "1000k", "976.5ki", "11d 13h 45m 50s", "1e+08%", "1970-01-12 13:45:50 +0000 UTC")]
    [InlineData(1234567, "1.235M", "1.177Mi", "14d 6h 56m 7s", "1.235e+08%", "1970-01-15 06:56:07 +0000 UTC")]
    [InlineData(2147483647.5, "2.147G", "2Gi", "24855d 3h 14m 7s", "2.147e+11%", "2038-01-19 03:14:07.5 +0000 UTC")]
    [InlineData(1435781451.781, "1.436G", "1.337Gi", "16617d 20h 10m 51s", "1.436e+11%", "2015-07-01 20:10:51.78 +0000 UTC")]
    [InlineData(0.00000123, "1.23u", "1.23e-06", "1.23us", "0.000123%", "1970-01-01 00:00:00 +0000 UTC")]
    [InlineData(1e-30, "1e-06y", "1e-30", "1e-06ys", "1e-28%", "1970-01-01 00:00:00 +0000 UTC")]
    [InlineData(1e21, "1Z", "867.4Ei", "-106751991167300d -15h -30m -8s", "1e+23%", null)]
    [InlineData(1e30, "1e+06Y", "8.272e+05Yi", "-106751991167300d -15h -30m -8s", "1e+32%", null)]
    [InlineData(double.NaN, "NaN", "NaN", "NaN", "NaN%", "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf", "+Inf", "+Inf", "+Inf%", "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf", "-Inf", "-Inf", "-Inf%", "-Inf")]
    public void Numbers_are_written_as_Prometheus_writes_them(
        double value, string metric, string binary, string duration, string percentage, string? timestamp)
    {
        Assert.Equal(
            (metric, binary, duration, percentage),
            (Humanize.Metric(value), Humanize.Base1024(value), Humanize.Duration(value), Humanize.Percentage(value)));
        Assert.Equal(timestamp, Humanize.TryTimestamp(value, out string text) ? text : null);
    }
}
