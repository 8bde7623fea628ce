using System.Collections;

using Heed.Model.Labels;
using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>Pairs in the order for people: the alert's name first, then by name.</summary>
public sealed class TemplatePairList : ITemplateObject, IReadOnlyList<object?>
{
    private readonly TemplatePair[] _pairs;

    public TemplatePairList(LabelSet labels) =>
        _pairs =
        [
            .. labels.Labels.ToArray().OrderBy(l => l.Name == LabelNames.AlertName ? 0 : 1)
                .Select(l => new TemplatePair(l.Name, l.Value)),
        ];

    public int Count => _pairs.Length;

    public IReadOnlyList<string> Names => [.. _pairs.Select(p => p.Name)];

    public IReadOnlyList<string> Values => [.. _pairs.Select(p => p.Value)];

    public object? this[int index] => _pairs[index];

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "Names" => (TemplateFunction)(_ => Names),
            "Values" => (TemplateFunction)(_ => Values),
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => string.Join(", ", _pairs.Select(p => p.Name + "=" + p.Value));
}
