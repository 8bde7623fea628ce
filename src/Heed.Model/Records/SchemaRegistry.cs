namespace Heed.Model.Records;

/// <summary>The models that events may name. Immutable: a reload makes a new one.</summary>
public sealed class SchemaRegistry
{
    private readonly Utf8Names _names;
    private readonly ModelSchema[] _models;

    public SchemaRegistry(IEnumerable<ModelSchema> models)
    {
        _models = [.. models];
        _names = new Utf8Names(_models.Select(m => m.Name));
    }

    public IReadOnlyList<ModelSchema> Models => _models;

    /// <summary>The position of a model in <see cref="Models"/> by its name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> utf8Name) => _names.Find(utf8Name, 0);
}
