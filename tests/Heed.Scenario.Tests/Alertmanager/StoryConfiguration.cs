namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>What a story's configuration has beyond what all have: a root with short timers, and receivers.</summary>
/// <param name="Root">Keys of the root route, each on a line of its own.</param>
/// <param name="Routes">Entries of its <c>routes</c>, each on a line of its own.</param>
/// <param name="Rest">Keys beside the route.</param>
internal sealed record StoryConfiguration(string Root = "", string Routes = "", string Rest = "")
{
    /// <summary>
    /// The file. The group of the alert that ends a story waits longer than the others' interval: what a group has to say before
    /// comes before it.
    /// </summary>
    public string Text(Uri listener) => $$"""
        {{Rest}}
        route:
          {{(HasKey("receiver") ? "" : "receiver: hook")}}
          {{(HasKey("group_wait") ? "" : "group_wait: 1s")}}
          group_interval: 2s
        {{Indent(Root, 2)}}
          routes:
            - { match: { end: "1" }, receiver: hook, group_wait: 3s, group_by: [alertname] }
        {{Indent(Routes, 4)}}
        receivers:
          - { name: hook, webhook_configs: [{ url: '{{listener}}hook' }] }
          - { name: second, webhook_configs: [{ url: '{{listener}}second' }] }
          - { name: quiet, webhook_configs: [{ url: '{{listener}}quiet', send_resolved: false }] }
          - { name: short, webhook_configs: [{ url: '{{listener}}short', max_alerts: 2 }] }
          - { name: two, webhook_configs: [{ url: '{{listener}}one' }, { url: '{{listener}}other', send_resolved: false }] }
          - { name: flaky, webhook_configs: [{ url: '{{listener}}flaky' }] }
          - { name: picky, webhook_configs: [{ url: '{{listener}}picky' }] }
          - { name: nobody }
        """;

    private bool HasKey(string key) => Root.Contains(key + ":", StringComparison.Ordinal);

    private static string Indent(string lines, int by) =>
        string.Join('\n', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new string(' ', by) + line));
}
