namespace Heed.Templates.Execution;

/// <summary>A map of either value type that data may have.</summary>
internal readonly struct GoMap
{
    private readonly IReadOnlyDictionary<string, object?>? _objects;
    private readonly IReadOnlyDictionary<string, string>? _texts;

    private GoMap(IReadOnlyDictionary<string, object?>? objects, IReadOnlyDictionary<string, string>? texts)
    {
        _objects = objects;
        _texts = texts;
    }

    public int Count => _objects?.Count ?? _texts!.Count;

    public bool IsTexts => _texts is not null;

    /// <summary>Ordered: the order in which templates see them.</summary>
    public string[] Keys => [.. (_objects?.Keys ?? _texts!.Keys).Order(StringComparer.Ordinal)];

    public static bool TryView(object? value, out GoMap map)
    {
        map = new GoMap(value as IReadOnlyDictionary<string, object?>, value as IReadOnlyDictionary<string, string>);
        return map._objects is not null || map._texts is not null;
    }

    public bool TryGet(string key, out object? value)
    {
        if (_objects is not null)
        {
            bool found = _objects.TryGetValue(key, out value);
            value = GoValue.Normalize(value);
            return found;
        }

        bool hit = _texts!.TryGetValue(key, out string? text);
        value = text;
        return hit;
    }

    /// <summary>What Go calls the type.</summary>
    public string TypeName => IsTexts ? "map[string]string" : "map[string]interface {}";
}
