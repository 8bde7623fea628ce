using System.Globalization;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>What is known of one column of a table.</summary>
public sealed class ColumnProfile
{
    /// <summary>The most numbers that are kept of a column: above it, a rank is off by 1/131,072 more.</summary>
    public const int SampleSize = 65_536;

    private readonly long _otherTexts;
    private (Dictionary<string, long> Counts, long Other)? _categories;

    internal ColumnProfile(string name, long rows, RankedSample numbers, Dictionary<string, long> texts, long otherTexts, long notFinite)
    {
        Name = name;
        Rows = rows;
        Numbers = numbers;
        Texts = texts;
        _otherTexts = otherTexts;
        NotFinite = notFinite;
        TextRows = otherTexts + texts.Values.Sum();
        List<string> notes = [];
        Kind = KindInference.Of(numbers.Count, notFinite, TextRows, notes);
        Notes = notes;
    }

    public string Name { get; }

    /// <summary>Rows of the table.</summary>
    public long Rows { get; }

    /// <summary>What the values are, by themselves.</summary>
    public FeatureKind Kind { get; }

    /// <summary>Sentences about the kind; empty where there is nothing to say.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The finite numbers.</summary>
    public RankedSample Numbers { get; }

    /// <summary>Rows of each text.</summary>
    public IReadOnlyDictionary<string, long> Texts { get; }

    public long TextRows { get; }

    /// <summary>Rows with NaN or an infinity.</summary>
    public long NotFinite { get; }

    /// <summary>Rows in which the column is null, absent, NaN or infinite.</summary>
    public long Missing => Rows - Numbers.Count - TextRows;

    /// <summary>Rows with a value of this kind. Every value can be a category.</summary>
    public long ValuesAs(FeatureKind kind) => kind == FeatureKind.Number ? Numbers.Count : Numbers.Count + TextRows;

    /// <summary>Rows with a text where a number is expected.</summary>
    public long InvalidAs(FeatureKind kind) => kind == FeatureKind.Number ? TextRows : 0;

    /// <summary>
    /// Rows of each category, where a number is the text that it is written as, and rows of categories beyond the limit. Numbers are
    /// counted from their sample: exactly while that is exact.
    /// </summary>
    public (IReadOnlyDictionary<string, long> Counts, long Other) Categories() => _categories ??= CountCategories();

    private (Dictionary<string, long> Counts, long Other) CountCategories()
    {
        Dictionary<string, long> counts = new(Texts, StringComparer.Ordinal);
        ReadOnlySpan<double> values = Numbers.Values;
        double rowsEach = values.IsEmpty ? 0 : Numbers.Count / (double)values.Length;
        long other = _otherTexts;
        long counted = 0;
        for (int i = 0; i < values.Length;)
        {
            int end = i + 1;
            while (end < values.Length && values[end] == values[i]) end++;
            long upTo = (long)Math.Round(end * rowsEach);
            string text = values[i].ToString("R", CultureInfo.InvariantCulture);
            if (counts.Count < TextCounts.Limit || counts.ContainsKey(text)) counts[text] = counts.GetValueOrDefault(text) + upTo - counted;
            else other += upTo - counted;
            counted = upTo;
            i = end;
        }

        return (counts, other);
    }
}
