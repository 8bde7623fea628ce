using Heed.Model.Records;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Baselines;

/// <summary>Makes the <see cref="BaselineVariation"/> of rows that were read.</summary>
internal sealed class VariationSummary(RowBlocks blocks)
{
    private const double LargeErrorQuantile = 0.75;
    private const double PoorRankingQuantile = 0.25;

    private readonly long[] _records = RecordsOf(blocks);
    private double _poor = double.NaN;

    public BaselineVariation Of(
        IReadOnlyList<FeatureColumn> columns,
        IReadOnlyList<FeatureBaseline> features,
        AnswerColumn rows,
        AnswerBaseline answers,
        IReadOnlyList<QualityBaseline> quality,
        ModelOptions options,
        ModelType type)
    {
        double largeError = type == ModelType.Regression ? LargeErrorOf(rows) : double.NaN;
        _poor = type == ModelType.Ranking ? PoorRankingOf(rows) : double.NaN;
        return new BaselineVariation
        {
            HasTimes = blocks.HasTimes,
            Blocks = blocks.Count,
            Days = blocks.Days.Length == 0 ? 0 : blocks.Days[^1] + 1,
            Features = [.. columns.Select((c, i) => OfFeature(c, features[i]))],
            Classes = type == ModelType.Regression ? ShareVariation.Empty : OfClasses(rows, answers),
            Score = answers.Numbers is null ? ShareVariation.Empty : OfNumbers(rows, answers.Numbers, type),
            Confidence = type == ModelType.Regression ? ShareVariation.Empty : OfConfidence(rows, answers),
            Outcomes = OfOutcomes(rows, type, largeError),
            SegmentOutcomes = OfSegments(rows, quality, options, type, largeError),
            LargeError = largeError,
            PoorRanking = _poor,
        };
    }

    private static long[] RecordsOf(RowBlocks blocks)
    {
        long[] records = new long[blocks.Count];
        foreach (int block in blocks.OfRow)
        {
            if (block >= 0) records[block]++;
        }

        return records;
    }

    private static double LargeErrorOf(AnswerColumn rows)
    {
        double[] errors =
        [
            .. rows.Rows.Where(r => r.Label is not null).Select(r => Math.Abs(r.Number - r.LabelNumber)).Where(double.IsFinite).Order(),
        ];
        return errors.Length == 0 ? double.NaN : errors[(int)(LargeErrorQuantile * (errors.Length - 1))];
    }

    private static double PoorRankingOf(AnswerColumn rows)
    {
        double[] figures = [.. rows.Rows.Where(r => r.Figures is not null).Select(r => (double)r.Figures![0]).Order()];
        return figures.Length == 0 ? double.NaN : figures[(int)(PoorRankingQuantile * (figures.Length - 1))];
    }

    private OutcomeCounts OutcomeOf(AnswerColumn.Row row, ModelType type, double largeError)
    {
        if (row.Label is null) return default;
        if (type == ModelType.Ranking) return row.Figures is { } figures ? OutcomeCounts.OfAnswer(figures[0] > _poor) : default;
        return type == ModelType.Regression
            ? OutcomeCounts.OfError(row.Number - row.LabelNumber, largeError)
            : OutcomeCounts.OfAnswer(row.Text == row.Label);
    }

    private ShareVariation OfFeature(FeatureColumn column, FeatureBaseline feature)
    {
        int values = PaneLayout.ValueBinsOf(feature);
        int width = values + PaneLayout.Extras;
        long[] bins = new long[width * blocks.Count];
        FeatureRows rows = new(column, feature);
        double last = double.NaN;
        for (int row = 0; row < blocks.OfRow.Length; row++)
        {
            int block = blocks.OfRow[row];
            if (block < 0) continue;
            Span<long> counts = bins.AsSpan(block * width, width);
            int bin = rows.BinOf(row, out double key, out int extra);
            if (bin < 0)
            {
                counts[values + extra]++;
                continue;
            }

            counts[bin]++;
            if (key < feature.RangeMin || key > feature.RangeMax) counts[values + 3]++;
            if (key == last) counts[values + 4]++;
            last = key;
        }

        return ShareEstimate.Of(ShareTable.Of(ShareComponents.OfFeature(feature), bins, _records), blocks);
    }

    private ShareVariation OfClasses(AnswerColumn rows, AnswerBaseline answers)
    {
        Dictionary<string, int> positions = answers.Classes.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
        int other = answers.Classes.Count;
        return OfAnswers(rows, ShareComponents.OfClasses(answers), other + 1, r => positions.GetValueOrDefault(r.Text, other));
    }

    private ShareVariation OfNumbers(AnswerColumn rows, NumberSummary numbers, ModelType type)
    {
        int Bin(AnswerColumn.Row row)
        {
            double value = type is ModelType.Regression or ModelType.Ranking ? row.Number : row.Score;
            return double.IsFinite(value) ? FeatureRows.BinOf(value, numbers.BinEdges) : -1;
        }

        return OfAnswers(rows, ShareComponents.OfNumbers(numbers), numbers.BinCounts.Length, Bin);
    }

    private ShareVariation OfConfidence(AnswerColumn rows, AnswerBaseline answers)
    {
        int Bin(AnswerColumn.Row row)
        {
            bool? positive = answers.PositiveClass is null ? null : row.Text == answers.PositiveClass;
            return Confidence.BinOf(Confidence.Of(row.Score, row.ChosenScore, positive));
        }

        return OfAnswers(rows, ShareComponents.OfConfidence(answers), Confidence.Bins, Bin);
    }

    private ShareVariation OfAnswers(AnswerColumn rows, ShareComponents shares, int width, Func<AnswerColumn.Row, int> binOf)
    {
        long[] bins = new long[width * blocks.Count];
        foreach (AnswerColumn.Row row in rows.Rows)
        {
            int block = blocks.OfRow[row.Position];
            int bin = binOf(row);
            if (block >= 0 && bin >= 0) bins[(block * width) + bin]++;
        }

        return ShareEstimate.Of(ShareTable.Of(shares, bins, _records), blocks);
    }

    private ShareVariation OfOutcomes(AnswerColumn rows, ModelType type, double largeError)
    {
        int components = type == ModelType.Regression ? 2 : 1;
        ShareTable table = new(blocks.Count, components, components);
        foreach (AnswerColumn.Row row in rows.Rows)
        {
            OutcomeCounts outcome = OutcomeOf(row, type, largeError);
            int block = blocks.OfRow[row.Position];
            if (outcome.Labelled == 0 || block < 0) continue;
            table.Successes[block] += outcome.Wrong;
            table.Trials[block]++;
            if (components == 1) continue;
            table.Successes[blocks.Count + block] += outcome.Over;
            table.Trials[blocks.Count + block]++;
        }

        return ShareEstimate.Of(table, blocks);
    }

    private IReadOnlyList<OutcomeCounts> OfSegments(
        AnswerColumn rows, IReadOnlyList<QualityBaseline> quality, ModelOptions options, ModelType type, double largeError)
    {
        OrderedDictionary<(string Key, string Value), OutcomeCounts> segments = [];
        foreach (QualityBaseline figure in quality)
        {
            if (figure.SegmentKey.Length > 0) segments.TryAdd((figure.SegmentKey, figure.SegmentValue), default);
        }

        foreach (AnswerColumn.Row row in rows.Rows)
        {
            OutcomeCounts outcome = OutcomeOf(row, type, largeError);
            for (int key = 0; outcome.Labelled > 0 && key < row.Segments.Length; key++)
            {
                (string Key, string Value) segment = (options.Segments[key], row.Segments[key] ?? "");
                if (segments.TryGetValue(segment, out OutcomeCounts counts)) segments[segment] = counts + outcome;
            }
        }

        return [.. segments.Values];
    }
}
