using System.Text;

using Heed.Ingest.Sources.CloudEvents;
using Heed.Model.Records;

namespace Heed.Ingest.Sources.Mapping;

/// <summary>The models of a schema by what they are called where they are served. Immutable: another schema makes another one.</summary>
public sealed class SourceModels
{
    private const int FileMessages = 1_000_000;
    private const long FileBytes = 256L << 20;

    private readonly Utf8Names _names;
    private readonly SourceModel[] _models;

    /// <param name="schemas">The models in force.</param>
    /// <param name="mappings">By model; a model without one is called by its own name.</param>
    public SourceModels(SchemaRegistry schemas, IReadOnlyDictionary<string, SourceMapping> mappings)
    {
        Schemas = schemas;
        Dictionary<string, SourceModel> models = new(StringComparer.Ordinal);
        foreach (ModelSchema schema in schemas.Models)
        {
            SourceMapping mapping = mappings.GetValueOrDefault(schema.Name, SourceMapping.Default);
            SourceModel model = new(schema, mapping);
            models[schema.Name] = model;
            foreach (string name in mapping.Services) models[name] = model;
        }

        _names = new Utf8Names(models.Keys);
        _models = [.. models.Values];
    }

    public SchemaRegistry Schemas { get; }

    /// <summary>The model where there is one only; else null.</summary>
    public SourceModel? Only => Schemas.Models.Count == 1 ? _models[0] : null;

    /// <summary>Halves of inferences that stand in files of their own; nothing there is let go for its age.</summary>
    internal InferenceJoin FileHalves { get; } = new(new JoinLimits { MaxMessages = FileMessages, MaxBytes = FileBytes });

    /// <summary>The model of a service, deployment or endpoint, or of its own name; null for none.</summary>
    public SourceModel? Find(ReadOnlySpan<byte> utf8Name)
    {
        int found = _names.Find(utf8Name);
        return found < 0 ? null : _models[found];
    }

    public SourceModel? Find(string name) => Find(Encoding.UTF8.GetBytes(name));
}
