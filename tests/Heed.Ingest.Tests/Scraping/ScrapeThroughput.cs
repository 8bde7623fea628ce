using System.Globalization;
using System.Text;

using Heed.Ingest.Exposition;
using Heed.Ingest.Scraping;
using Heed.Model.Labels;

namespace Heed.Ingest.Tests.Scraping;

/// <summary>What a scrape costs besides the call; run with <c>--explicit only --filter-class "*ScrapeThroughput"</c>.</summary>
public sealed class ScrapeThroughput(ITestOutputHelper output)
{
    private const int Series = 10_000;
    private const int Runs = 50;

    [Fact(Explicit = true)]
    public void The_same_series_again_and_again()
    {
        TargetSeries series = Fresh();
        byte[] body = Body();
        TimeSpan first = TimeSpan.MaxValue;
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Runs; i++)
        {
            first = TimeSpan.FromTicks(Math.Min(first.Ticks, Scrape(Fresh(), body, i).Ticks));
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Scrape(series, body, i).Ticks));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Scrape(series, body, Runs + 1);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{body.Length / Series} B a line; "
            + $"first {first.TotalNanoseconds / Series:0} ns, again {best.TotalNanoseconds / Series:0} ns, {allocated} B in all"));
        Assert.Equal("", series.Error);
    }

    [Fact]
    public void A_scrape_of_known_series_allocates_nothing_for_a_line()
    {
        TargetSeries series = Fresh();
        byte[] body = Body();
        for (int i = 0; i < 3; i++) Scrape(series, body, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Scrape(series, body, 3);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    private static TargetSeries Fresh() => new(new ScrapeJobOptions { Name = "j" }, LabelSet.Of(("job", "j"), ("instance", "i")), null);

    private static TimeSpan Scrape(TargetSeries series, byte[] body, int pass)
    {
        long begun = TimeProvider.System.GetTimestamp();
        series.Begin();
        series.Take(ExpositionFormats.Open(ExpositionFormat.Text, body), pass * 15_000L);
        series.Complete(pass * 15_000L);
        series.Report(pass * 15_000L, TimeSpan.Zero);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    private static byte[] Body()
    {
        StringBuilder body = new();
        for (int i = 0; i < Series; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"http_requests_total{{code=\"200\",method=\"get\",path=\"/api/v1/items/{i}\"}} {i * 31}\n");
        }

        return Encoding.UTF8.GetBytes(body.ToString());
    }
}
