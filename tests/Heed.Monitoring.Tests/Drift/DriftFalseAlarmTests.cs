using Heed.Monitoring.Drift;

namespace Heed.Monitoring.Tests.Drift;

/// <summary>Tables of one source: how often a comparison raises any alarm. The stated level is 1 in 100.</summary>
public sealed class DriftFalseAlarmTests
{
    private const int Runs = 300;

    // With a true rate of 1 in 100, more than ten alarms in 300 runs have a chance of 1 in 2,000.
    private const int MostAlarms = 10;

    private readonly ITestOutputHelper _output;

    public DriftFalseAlarmTests(ITestOutputHelper output) => _output = output;

    [Theory]
    [InlineData(1000, 50, 10)]
    [InlineData(50, 50, 10)]
    [InlineData(1000, 200, 10)]
    [InlineData(200, 50, 100)]
    public void Samples_of_one_source_rarely_alarm(int baselineRows, int currentRows, int columns)
    {
        Random random = new(baselineRows + currentRows + columns);
        int runs = columns > 20 ? Runs / 10 : Runs;
        int alarms = 0;
        for (int run = 0; run < runs; run++)
        {
            DriftReport report = DriftComparison.Compare(
                Table(random, baselineRows, columns), Table(random, currentRows, columns), new DriftOptions());
            Assert.NotEqual(DriftVerdict.NotEnoughData, report.Verdict);
            if (report.Verdict == DriftVerdict.Drift) alarms++;
        }

        _output.WriteLine($"{alarms} alarms in {runs} comparisons of {columns} columns, {baselineRows} against {currentRows} rows");
        Assert.InRange(alarms, 0, columns > 20 ? 2 : MostAlarms);
    }

    [Fact]
    public void A_shift_of_one_deviation_is_found_among_a_hundred_columns_in_a_window_of_two_hundred_rows()
    {
        Random random = new(3);
        int found = 0;
        for (int run = 0; run < 20; run++)
        {
            (string, object?[])[] before = Columns(random, 1000, 100);
            (string, object?[])[] now = Columns(random, 200, 100);
            now[0] = ("c0", DriftTables.Normal(random, 200, 1));
            DriftReport report = DriftComparison.Compare(DriftTables.Of("b", before), DriftTables.Of("c", now), new DriftOptions());
            if (report.Columns.Single(c => c.Name == "c0").Verdict == DriftVerdict.Drift) found++;
        }

        Assert.Equal(20, found);
    }

    [Fact]
    public void One_file_split_at_random_does_not_alarm()
    {
        Random random = new(9);
        (string Name, object?[] Values)[] all = Columns(random, 4000, 20);
        int alarms = 0;
        for (int run = 0; run < 50; run++)
        {
            int[] order = [.. Enumerable.Range(0, 4000)];
            random.Shuffle(order);
            DriftReport report = DriftComparison.Compare(Half(0), Half(2000), new DriftOptions());
            if (report.Verdict == DriftVerdict.Drift) alarms++;

            TableProfile Half(int from) => DriftTables.Of(
                "half", [.. all.Select(c => (c.Name, (object?[])[.. order.Skip(from).Take(2000).Select(i => c.Values[i])]))]);
        }

        Assert.InRange(alarms, 0, 3);
    }

    private static TableProfile Table(Random random, int rows, int columns) => DriftTables.Of("t", Columns(random, rows, columns));

    /// <summary>Normal, skewed, rounded, rarely missing and of 2 to 1,000 categories, in turn.</summary>
    private static (string Name, object?[] Values)[] Columns(Random random, int rows, int columns) =>
    [
        .. Enumerable.Range(0, columns).Select(i => ("c" + i, (i % 5) switch
        {
            0 => DriftTables.Normal(random, rows),
            1 => [.. DriftTables.Normal(random, rows).Select(v => (object?)Math.Exp((double)v!))],
            2 => [.. DriftTables.Normal(random, rows, 3, 2).Select(v => (object?)Math.Round((double)v!))],
            3 => [.. DriftTables.Normal(random, rows).Select(v => random.Next(20) == 0 ? null : v)],
            _ => DriftTables.Zipf(random, rows, (i / 5 % 4) switch { 0 => 2, 1 => 10, 2 => 100, _ => 1000 }),
        })),
    ];
}
