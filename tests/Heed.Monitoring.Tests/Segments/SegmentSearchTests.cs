using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Segments;

namespace Heed.Monitoring.Tests.Segments;

public sealed class SegmentSearchTests
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>Ten features of ten cells each; the error rate is 0.2, and more where a rule says so.</summary>
    private static OutcomeRows Rows(int seed, int n, Func<byte[], double> rate, int columns = 10, int values = 10)
    {
        Random random = new(seed);
        OutcomeRows rows = new(columns, Window);
        byte[] cells = new byte[columns];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < columns; k++) cells[k] = (byte)random.Next(values);
            rows.Add(Outcome(i, cells), random.NextDouble() < rate(cells) ? 1 : 0);
        }

        return rows;
    }

    [Fact]
    public void The_cell_in_which_the_model_is_worse_is_found_first()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            IReadOnlyList<SegmentFinding> found = Find(Rows(seed, 1500, c => c[3] == 7 ? 0.55 : 0.2));
            Assert.Equal("3=7", found[0].Segment);
            Assert.InRange(0.35, found[0].Lower - 0.06, found[0].Upper + 0.06);
            Assert.True(found[0].PValue < 0.001);
        }
    }

    [Fact]
    public void A_pair_is_found_that_no_single_cell_shows_as_clearly()
    {
        IReadOnlyList<SegmentFinding> found = Find(Rows(3, 1500, c => c[1] == 2 && c[4] == 0 ? 0.9 : 0.2, columns: 6, values: 4));
        Assert.Contains(found[0].Segment, new[] { "1=2 and 4=0", "4=0 and 1=2" });
        Assert.Equal(1, found.Count(f => f.Segment.Contains("1=2", StringComparison.Ordinal) && f.Segment.Contains("4=0", StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_nothing_stands_out_findings_are_as_rare_as_promised()
    {
        int runs = 0;
        for (int seed = 0; seed < 300; seed++) runs += Find(Rows(seed, 600, _ => 0.2)).Count > 0 ? 1 : 0;
        Assert.InRange(runs, 0, 25);
    }

    [Fact]
    public void A_model_that_is_worse_everywhere_has_no_worst_segment() => Assert.Empty(Find(Rows(1, 1500, _ => 0.8)));

    [Fact]
    public void Better_segments_and_tiny_ones_are_no_findings()
    {
        Assert.DoesNotContain(Find(Rows(2, 1500, c => c[0] == 1 ? 0 : 0.4)), f => f.Segment == "0=1");
        OutcomeRows rows = Rows(2, 1500, _ => 0.2);
        byte[] rare = [99, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (int i = 0; i < SegmentSearch.LeastRecords - 1; i++) rows.Add(Outcome(100_000 + i, rare), 1);
        Assert.DoesNotContain(Find(rows), f => f.Segment == "0=99");
        rows.Add(Outcome(200_000, rare), 1);
        Assert.Contains(Find(rows), f => f.Segment == "0=99");
    }

    [Fact]
    public void Rows_of_old_labels_are_left_out()
    {
        OutcomeRows rows = Rows(2, 1500, c => c[3] == 7 ? 0.9 : 0.2);
        Assert.NotEmpty(SegmentSearch.Of(rows, -1, (column, cell) => $"{column}={cell}"));
        Assert.Empty(SegmentSearch.Of(rows, 1500, (column, cell) => $"{column}={cell}"));
        Assert.Equal(500, rows.CountAfter(999));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.7)]
    [InlineData(3, 0.2)]
    public void Findings_are_those_of_a_search_that_leaves_nothing_out(int seed, double worse)
    {
        // Some cells are frequent, some rare, and one is nearly everywhere.
        Random random = new(seed);
        OutcomeRows rows = new(5, Window);
        byte[] cells = new byte[5];
        for (int i = 0; i < 700; i++)
        {
            for (int k = 0; k < cells.Length; k++) cells[k] = (byte)(255 * (random.Next(20) / 19) + random.Next(k + 1));
            double rate = cells[2] == 1 && cells[4] < 2 ? worse : cells[3] == 0 ? worse / 2 : 0.1;
            rows.Add(Outcome(i, cells), (random.NextDouble() < rate ? 1 : 0) - (random.NextDouble() / 3));
        }

        foreach (long afterMs in new long[] { -1, 100, 500 })
        {
            IReadOnlyList<SegmentFinding> found = SegmentSearch.Of(rows, afterMs, (column, cell) => $"{column}={cell}");
            Assert.Equal(new SegmentSearchTwin(rows, afterMs).Find(), found);
            Assert.True(found.Count > 0 || afterMs == 500 || worse < 0.5);
        }
    }

    [Fact]
    public void The_sample_is_bounded_forgets_what_is_taken_back_and_survives_a_restart()
    {
        OutcomeRows rows = Rows(5, 50_000, _ => 0.2);
        Assert.InRange(rows.Count, OutcomeRows.MostRows / 3, OutcomeRows.MostRows);
        OutcomeRows again = new(10, Window);
        using MemoryStream stream = new();
        rows.Save(new BinaryWriter(stream));
        stream.Position = 0;
        again.Load(new BinaryReader(stream));
        Assert.Equal(rows.Rows.ToArray(), again.Rows.ToArray());
        Assert.Equal(rows.Cells[^rows.Columns..].ToArray(), again.Cells[^rows.Columns..].ToArray());

        int before = again.Count;
        byte[] cells = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
        int added = 0;
        for (int i = 0; i < 200; i++)
        {
            again.Add(Outcome(60_000 + i, cells), 1);
            added = again.Count - before;
        }

        Assert.InRange(added, 1, 60);
        for (int i = 0; i < 200; i++) again.Remove(Outcome(60_000 + i, cells));
        Assert.Equal(before, again.Count);
        Assert.Equal(rows.Rows.ToArray(), again.Rows.ToArray());
    }

    /// <summary>Which rows are kept must not depend on what they say.</summary>
    [Fact]
    public void The_sample_has_the_shares_of_the_whole()
    {
        OutcomeRows rows = Rows(6, 100_000, c => c[0] == 0 ? 0.5 : 0.1);
        int inside = 0;
        double wrong = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows.Cells[i * rows.Columns] != 0) continue;
            inside++;
            wrong += rows.Rows[i].Excess;
        }

        Assert.InRange(inside / (double)rows.Count, 0.07, 0.13);
        Assert.InRange(wrong / inside, 0.37, 0.63);
    }

    private static IReadOnlyList<SegmentFinding> Find(OutcomeRows rows) =>
        SegmentSearch.Of(rows, long.MinValue, (column, cell) => $"{column}={cell}");

    private static JoinedOutcome Outcome(long timeMs, byte[] cells) => new()
    {
        PredictionTimeMs = timeMs,
        LabelTimeMs = timeMs,
        IsCorrect = true,
        PredictedClass = 0,
        LabelledClass = 0,
        PredictedNumber = double.NaN,
        LabelledNumber = double.NaN,
        Score = double.NaN,
        Confidence = double.NaN,
        Weight = 1,
        IsReviewed = false,
        Version = 0,
        Segments = [],
        Scores = [],
        Cells = cells,
    };
}
