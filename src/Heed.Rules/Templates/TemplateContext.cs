using Heed.Query.Results;
using Heed.Rules.Groups;
using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>What the functions of one rule's templates reach beyond their arguments. One evaluation at a time uses it.</summary>
/// <param name="queries">Null where templates are only read.</param>
/// <param name="externalUrl">Without a slash at its end; may be empty.</param>
internal sealed class TemplateContext(RuleQueries? queries, string externalUrl)
{
    /// <summary>The time of the evaluation: queries in templates are answered as of it.</summary>
    public long NowMs { get; set; }

    public string ExternalUrl => externalUrl;

    /// <summary>The path of the external URL, without a slash at its end.</summary>
    public string PathPrefix { get; } =
        Uri.TryCreate(externalUrl, UriKind.Absolute, out Uri? uri) ? uri.AbsolutePath.TrimEnd('/') : "";

    public IReadOnlyList<TemplateSample> Query(string text)
    {
        if (queries is null) throw new TemplateException("there is nothing to query here");
        return queries.TryEvaluate(text, NowMs, out IReadOnlyList<VectorSample>? samples, out string? error)
            ? [.. samples.Select(sample => new TemplateSample(sample))]
            : throw new TemplateException(error);
    }
}
