using System.Collections.Frozen;
using System.Text.Json;

namespace Heed.Client.Predictions;

/// <summary>
/// What the predictions of a model have in common: its name, its version and the names of its features. Grows, never shrinks.
/// </summary>
internal sealed class ModelShape(string name, string? version)
{
    /// <summary>A feature beyond it is left out: names that are made of data must not use up the memory.</summary>
    public const int MostFeatures = 10_000;

    private readonly Lock _growing = new();
    private volatile FrozenDictionary<string, int> _positions = FrozenDictionary<string, int>.Empty;
    private volatile JsonEncodedText[] _names = [];

    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(name);

    public string? Version { get; set; } = version;

    public int Count => _names.Length;

    public ReadOnlySpan<JsonEncodedText> Names => _names;

    /// <summary>The place of a feature; -1 beyond <see cref="MostFeatures"/>.</summary>
    public int PositionOf(string feature) => _positions.TryGetValue(feature, out int position) ? position : Add(feature);

    private int Add(string feature)
    {
        lock (_growing)
        {
            if (_positions.TryGetValue(feature, out int known)) return known;
            int position = _names.Length;
            if (position == MostFeatures) return -1;
            _names = [.. _names, JsonEncodedText.Encode(feature)];
            _positions = _positions.Append(new KeyValuePair<string, int>(feature, position)).ToFrozenDictionary(StringComparer.Ordinal);
            return position;
        }
    }
}
