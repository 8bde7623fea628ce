using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>receivers</c> with the kinds that are there, and says so where one of Alertmanager's is not.</summary>
internal sealed class ReceiverReader(IReadOnlyList<KeyValuePair<string, IntegrationReader>> kinds)
{
    private const string KeySuffix = "_configs";

    /// <summary>Alertmanager's kinds, as far as they are not among those that are there.</summary>
    private static readonly string[] AlertmanagerKinds =
    [
        "discord", "email", "incidentio", "jira", "mattermost", "msteams", "msteamsv2", "opsgenie", "pagerduty", "pushover",
        "rocketchat", "slack", "sns", "telegram", "victorops", "webex", "webhook", "wechat",
    ];

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

        RefuseMissingKinds(reader);
        return integrations;
    }

    private void RefuseMissingKinds(MappingReader reader)
    {
        string present = string.Join(", ", kinds.Select(k => k.Key + KeySuffix));
        foreach (string kind in AlertmanagerKinds)
        {
            if (kinds.Any(k => k.Key == kind)) continue;
            string key = kind + KeySuffix;
            if (!reader.Members.Any(m => m.Key == key)) continue;
            reader.IsWritten(key);
            DocumentNode node = reader.Members.First(m => m.Key == key).Value;
            node.Report($"receivers of the kind \"{kind}\" are not supported yet; those that are: {present}");
        }
    }
}
