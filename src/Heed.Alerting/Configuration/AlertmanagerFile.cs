using Heed.Alerting.Inhibition;
using Heed.Alerting.OnCall;
using Heed.Alerting.Routing;
using Heed.Alerting.TimeIntervals;
using Heed.Documents;

namespace Heed.Alerting.Configuration;

/// <summary>Reads Alertmanager's configuration file.</summary>
public static class AlertmanagerFile
{
    /// <summary>Every mistake is reported to <paramref name="diagnostics"/>; null where there is any.</summary>
    /// <param name="file">As the user wrote it.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="kinds">The kinds of receivers that are there.</param>
    /// <param name="context">For relative paths and references to the environment.</param>
    /// <param name="diagnostics">May hold mistakes of other files already.</param>
    public static AlertmanagerConfiguration? Parse(
        string file, string text, IReadOnlyList<IIntegrationKind> kinds, ReadingContext context, Diagnostics diagnostics)
    {
        int before = diagnostics.All.Count;
        MappingReader root = Document.Parse(file, text, diagnostics).Root.ReadMapping();
        if (diagnostics.All.Count > before) return null;

        root.TryGet("global", out DocumentNode? global);
        ReceiverReader receiverReader = GlobalReader.Read(global, root.Node, kinds, context, out GlobalOptions options);
        List<ReceiverConfiguration> receivers = receiverReader.ReadAll(Items(root, "receivers"));
        List<TimeInterval> intervals = TimeIntervalReader.ReadAll(
            [.. Items(root, "mute_time_intervals"), .. Items(root, "time_intervals")]);
        RouteReader routes = new([.. receiverReader.Names], [.. intervals.Select(i => i.Name)]);
        Route? route = root.TryRequire("route", "the root of the routing tree", out DocumentNode? routeNode)
            ? routes.ReadRoot(routeNode)
            : null;
        List<InhibitionRule> rules = InhibitionReader.ReadAll(Items(root, "inhibit_rules"));
        List<string> templates = [.. Items(root, "templates").Select(node => context.Resolve(node.ReadText()))];
        ReadTracing(root);
        root.Finish();
        return route is null || diagnostics.All.Count > before
            ? null
            : new AlertmanagerConfiguration(options, route, receivers, rules, intervals, templates)
            {
                ShownText = ShownConfiguration.Of(text),
            };
    }

    /// <summary>What reads receivers that stand in another file, under the same <c>global</c>. The file is known to be without a mistake.</summary>
    internal static ReceiverReader OpenReceivers(OnCallSurroundings surroundings)
    {
        MappingReader root = Document.Parse("", surroundings.AlertmanagerText, new Diagnostics()).Root.ReadMapping();
        root.TryGet("global", out DocumentNode? global);
        return GlobalReader.Read(global, root.Node, surroundings.Kinds, surroundings.Context, out _);
    }

    private static IReadOnlyList<DocumentNode> Items(MappingReader reader, string key) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadSequence() : [];

    /// <summary>
    /// Where Alertmanager sends traces of itself says nothing about alerts, so the key is taken and nothing is made of it.
    /// </summary>
    private static void ReadTracing(MappingReader root)
    {
        if (root.TryGet("tracing", out DocumentNode? tracing)) tracing.ReadMapping();
    }
}
