using Heed.Ingest.Sources.Mapping;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.Server.Sources;

/// <summary>The models of a configuration as sources see them.</summary>
public static class ConfiguredSources
{
    /// <summary>Without a server: a model that learns its baseline has the columns that its mapping names.</summary>
    public static SourceModels Of(Inventory inventory) =>
        Of(inventory.Options.Models, inventory.Baselines, new SchemaRegistry(inventory.Baselines.Select(b => b.ToSchema())));

    internal static SourceModels Of(IEnumerable<ModelConfiguration> models, IEnumerable<Baseline> baselines, SchemaRegistry schemas)
    {
        Dictionary<string, SourceMapping> mappings = new(StringComparer.Ordinal);
        foreach ((ModelConfiguration model, Baseline baseline) in models.Zip(baselines))
        {
            mappings[model.Options.Name] = model.Source with { PositiveClass = model.Options.PositiveClass ?? baseline.Answers.PositiveClass };
        }

        return new SourceModels(schemas, mappings);
    }
}
