using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Testing;

namespace Heed.Query.Tests;

/// <summary>Series for tests: each sample a step apart, NaN by name, gaps as null.</summary>
internal sealed class TestData
{
    public static readonly QueryOptions Everything = new() { Parser = ParserOptions.Experimental };

    public ListSeriesReader Reader { get; } = new();

    public TestData Add(string selector, long stepMs, params double?[] values)
    {
        LabelSet labels = Labels(selector);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value) Reader.Append(labels, i * stepMs, value);
        }

        return this;
    }

    public QueryEngine Engine(QueryOptions? options = null) => new(Reader, options ?? Everything);

    /// <summary>The only value of an instant query.</summary>
    public double Value(string text, long timeMs)
    {
        QueryResult result = Engine().Instant(text, timeMs);
        Assert.Null(result.Error);
        return result.Value is ScalarValue scalar ? scalar.Value : Assert.Single(((VectorValue)result.Value!).Samples).Sample.Value;
    }

    /// <summary>All samples of an instant query, as <c>{a="b"} 1</c>.</summary>
    public string[] Vector(string text, long timeMs, QueryOptions? options = null)
    {
        QueryResult result = Engine(options).Instant(text, timeMs);
        Assert.Null(result.Error);
        return [.. ((VectorValue)result.Value!).Samples.Select(s => $"{s.Labels} {s.Sample.Value:R}")];
    }

    public static LabelSet Labels(string selector)
    {
        LabelSetBuilder labels = new();
        foreach (LabelMatcher matcher in ((VectorSelector)PromqlParser.Parse(selector).Value).Matchers) labels.Set(matcher.Name, matcher.Value);
        return labels.Build();
    }
}
