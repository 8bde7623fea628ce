using System.Globalization;
using System.Runtime.InteropServices;

using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>The values of one feature while a baseline is read.</summary>
internal sealed class FeatureColumn(string name)
{
    private readonly List<double> _numbers = [];
    private readonly RowStates _states = new();
    private readonly Dictionary<string, long> _texts = [];
    private long _textRows;
    private long _nulls;
    private long _notFinite;

    public string Name => name;

    private long Rows => _numbers.Count + _textRows + _nulls + _notFinite;

    /// <summary>What each row holds, in the rows' order.</summary>
    public RowStates States => _states;

    public ReadOnlySpan<double> Numbers => CollectionsMarshal.AsSpan(_numbers);

    public void AddNumber(long row, double value)
    {
        if (double.IsFinite(value))
        {
            _states.SetNumber(row, _numbers.Count);
            _numbers.Add(value);
        }
        else
        {
            _states.SetNotFinite(row);
            _notFinite++;
        }
    }

    public void AddText(long row, string text)
    {
        _states.SetText(row, text);
        CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out _)++;
        _textRows++;
    }

    public void AddNull() => _nulls++;

    /// <param name="rows">Rows of the baseline: those that did not name the feature are missing.</param>
    public FeatureBaseline Build(FeatureOptions options, long rows, int categoryLimit)
    {
        List<string> notes = [];
        FeatureKind kind = options.Kind ?? KindInference.Of(_numbers.Count, _notFinite, _textRows, notes);
        if (options.Kind is not null) notes.Add($"{(kind == FeatureKind.Number ? "a number" : "a category")} by configuration");
        if (_notFinite > 0) notes.Add($"{_notFinite} values are NaN or infinite");
        long missing = rows - Rows + _nulls;
        return kind == FeatureKind.Number ? BuildNumber(options, missing, notes) : BuildCategory(missing, categoryLimit, notes);
    }

    private FeatureBaseline BuildNumber(FeatureOptions options, long missing, List<string> notes)
    {
        double[] sorted = [.. _numbers];
        Array.Sort(sorted);
        NumberSummary summary = NumberSummary.Of(sorted);
        if (sorted.Length > 0 && summary.Min == summary.Max) notes.Add("constant");
        return new FeatureBaseline
        {
            Name = name,
            Kind = FeatureKind.Number,
            Numbers = summary,
            MissingCount = missing,
            NotFiniteCount = _notFinite,
            InvalidCount = _textRows,
            RangeMin = options.Min ?? summary.Min,
            RangeMax = options.Max ?? summary.Max,
            Notes = notes,
        };
    }

    private FeatureBaseline BuildCategory(long missing, int limit, List<string> notes)
    {
        foreach (double number in _numbers)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_texts, number.ToString("R", CultureInfo.InvariantCulture), out _)++;
        }

        KeyValuePair<string, long>[] ordered = [.. _texts.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)];
        int kept = Math.Min(limit, ordered.Length);
        long other = ordered.Skip(kept).Sum(t => t.Value);
        if (kept < ordered.Length) notes.Add($"{ordered.Length} categories, of which the {ordered.Length - kept} rarest share one figure");
        if (kept == 1 && missing == 0) notes.Add("constant");
        return new FeatureBaseline
        {
            Name = name,
            Kind = FeatureKind.Category,
            Categories = [.. ordered.Take(kept).Select(t => t.Key)],
            CategoryCounts = [.. ordered.Take(kept).Select(t => t.Value)],
            OtherCount = other,
            MissingCount = missing,
            NotFiniteCount = _notFinite,
            Notes = notes,
        };
    }
}
