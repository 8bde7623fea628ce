using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>receivers</c> with the kinds that are there.</summary>
internal sealed class ReceiverReader(IReadOnlyList<KeyValuePair<string, IntegrationReader>> kinds)
{
    private const string KeySuffix = "_configs";

    private readonly HashSet<string> _names = [];

    /// <summary>Of all receivers read, usable or not.</summary>
    public IReadOnlySet<string> Names => _names;

    public List<ReceiverConfiguration> ReadAll(IReadOnlyList<DocumentNode> nodes) => [.. nodes.Select(Read)];

    private ReceiverConfiguration Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string name = reader.TryRequire("name", "what routes call the receiver", out DocumentNode? nameNode) ? nameNode.ReadText() : "";
        if (!_names.Add(name)) (nameNode ?? node).Report($"expected every receiver's name once, found {Quoting.Quote(name)} again");
        List<IntegrationOptions> integrations = ReadIntegrations(reader);
        reader.Finish();
        return new ReceiverConfiguration(name, integrations);
    }

    /// <summary>What stands under <c>webhook_configs</c> and the like.</summary>
    public List<IntegrationOptions> ReadIntegrations(MappingReader reader)
    {
        List<IntegrationOptions> integrations = [];
        foreach ((string kind, IntegrationReader read) in kinds)
        {
            if (!reader.TryGet(kind + KeySuffix, out DocumentNode? entries)) continue;
            IReadOnlyList<DocumentNode> items = entries.ReadSequence();
            for (int i = 0; i < items.Count; i++)
            {
                if (read(items[i], i) is { } options) integrations.Add(options);
            }
        }

        return integrations;
    }
}
