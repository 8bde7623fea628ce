using Heed.Model.Parsing;
using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>Template functions that query, and those over what a query gives.</summary>
internal static class VectorFunctions
{
    public static TemplateFunctions AddTo(TemplateFunctions functions, TemplateContext context) => functions
        .With("query", 1, a => context.Query(TextFunctions.ToText(a[0])))
        .With("first", 1, a => First(ToVector(a[0])))
        .With("value", 1, a => ToSample(a[0]).Value)
        .With("strvalue", 1, a => ToSample(a[0]).Label("__value__"))
        .With("label", 2, a => ToSample(a[1]).Label(TextFunctions.ToText(a[0])))
        .With("sortByLabel", 2, a => SortByLabel(TextFunctions.ToText(a[0]), ToVector(a[1])))
        .With("externalURL", 0, _ => context.ExternalUrl)
        .With("pathPrefix", 0, _ => context.PathPrefix)
        .With("now", 0, _ => context.NowMs / 1000.0);

    private static IReadOnlyList<TemplateSample> ToVector(object? value) =>
        value as IReadOnlyList<TemplateSample> ?? throw new TemplateException($"expected the result of a query, found {Describe(value)}");

    private static TemplateSample First(IReadOnlyList<TemplateSample> vector) =>
        vector is [TemplateSample first, ..] ? first : throw new TemplateException("expected a vector with an element, found an empty one");

    private static TemplateSample ToSample(object? value) =>
        value as TemplateSample ?? throw new TemplateException($"expected an element of a query's result, found {Describe(value)}");

    private static IReadOnlyList<TemplateSample> SortByLabel(string label, IReadOnlyList<TemplateSample> vector) =>
        [.. vector.OrderBy(sample => sample.Label(label), StringComparer.Ordinal)];

    private static string Describe(object? value) => value is string text ? Quoting.Quote(text) : value?.ToString() ?? "nothing";
}
