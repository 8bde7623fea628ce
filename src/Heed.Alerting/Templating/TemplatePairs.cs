using System.Collections;
using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;
using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>
/// Labels or annotations as templates see them: a map with <c>SortedPairs</c>, <c>Remove</c>, <c>Names</c> and <c>Values</c>.
/// </summary>
public sealed class TemplatePairs(LabelSet labels) : ITemplateObject, IReadOnlyDictionary<string, string>
{
    private readonly SortedDictionary<string, string> _pairs = ToDictionary(labels);

    public LabelSet Labels => labels;

    public int Count => _pairs.Count;

    public IEnumerable<string> Keys => _pairs.Keys;

    public IEnumerable<string> Values => _pairs.Values;

    public string this[string key] => _pairs[key];

    public bool ContainsKey(string key) => _pairs.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => _pairs.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "SortedPairs" => (TemplateFunction)(_ => new TemplatePairList(labels)),
            "Names" => (TemplateFunction)(_ => new TemplatePairList(labels).Names),
            "Values" => (TemplateFunction)(_ => new TemplatePairList(labels).Values),
            "Remove" => (TemplateFunction)Remove,
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => "map[" + string.Join(' ', _pairs.Select(p => p.Key + ":" + p.Value)) + "]";

    private object? Remove(object?[] arguments)
    {
        if (arguments is not [IEnumerable<object?> names]) throw new TemplateException("Remove expects one list of names");
        return new TemplatePairs(labels.Without([.. names.OfType<string>()]));
    }

    private static SortedDictionary<string, string> ToDictionary(LabelSet labels)
    {
        SortedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (Label label in labels.Labels) pairs[label.Name] = label.Value;
        return pairs;
    }
}
