using System.Collections.Frozen;

namespace Heed.Templates;

/// <summary>The functions that templates may call by name, besides those of the language. Immutable.</summary>
public sealed class TemplateFunctions
{
    private readonly FrozenDictionary<string, Entry> _entries;

    private TemplateFunctions(IEnumerable<KeyValuePair<string, Entry>> entries) =>
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Only the language's own functions.</summary>
    public static TemplateFunctions None { get; } = new([]);

    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>These functions, each with any number of arguments.</summary>
    public static TemplateFunctions Of(IEnumerable<KeyValuePair<string, TemplateFunction>> functions) =>
        new(functions.Select(f => KeyValuePair.Create(f.Key, new Entry(f.Value, 0, int.MaxValue))));

    /// <summary>
    /// These functions and one more; a call with fewer or more arguments is refused before the function sees it. A function
    /// replaces one of the same name, those of the language included.
    /// </summary>
    public TemplateFunctions With(string name, int least, int most, TemplateFunction function)
    {
        Dictionary<string, Entry> entries = new(_entries, StringComparer.Ordinal) { [name] = new Entry(function, least, most) };
        return new TemplateFunctions(entries);
    }

    public TemplateFunctions With(string name, int arguments, TemplateFunction function) => With(name, arguments, arguments, function);

    internal bool TryGet(string name, out Entry entry) => _entries.TryGetValue(name, out entry);

    internal readonly record struct Entry(TemplateFunction Function, int Least, int Most);
}
