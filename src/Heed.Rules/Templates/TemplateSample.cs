using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Results;
using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>An element of a query's result, as <c>first</c>, <c>value</c> and <c>label</c> take it.</summary>
internal sealed class TemplateSample(VectorSample sample) : ITemplateObject
{
    public double Value => sample.Sample.Value;

    public IReadOnlyDictionary<string, string> Labels => field ??= Dictionary(sample.Labels);

    public string Label(string name) => sample.Labels.Get(name);

    public bool TryGetField(string name, [MaybeNullWhen(false)] out object? value)
    {
        value = name switch
        {
            "Labels" => Labels,
            "Value" => Value,
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => $"{sample.Labels} => {GoNumber.FormatShort(sample.Sample.Value)}";

    public static IReadOnlyDictionary<string, string> Dictionary(LabelSet labels)
    {
        Dictionary<string, string> dictionary = new(labels.Count, StringComparer.Ordinal);
        foreach (Label label in labels.Labels) dictionary.Add(label.Name, label.Value);
        return dictionary;
    }
}
