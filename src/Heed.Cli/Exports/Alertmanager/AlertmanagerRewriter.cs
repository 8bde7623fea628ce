using Heed.Alerting.Routing;
using Heed.Model.Labels;
using Heed.Model.Parsing;

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Alertmanager;

/// <summary>
/// Copies an Alertmanager file without a mistake, and leaves out what 0.25 does not read. A part that would mean something else without
/// what is left out goes as a whole: a route whose matchers 0.25 cannot read would match too much.
/// </summary>
/// <param name="file">The file's name, for notes.</param>
/// <param name="folder">Where its relative paths start.</param>
/// <param name="missingTemplates">Templates whose file is left out.</param>
/// <param name="notes">Gets a sentence for everything that is left out.</param>
internal sealed class AlertmanagerRewriter(string file, string folder, IReadOnlySet<string> missingTemplates, ExportFolder notes)
{
    private const string SecretFolder = "/etc/alertmanager/secrets/";

    private YamlMappingNode? _global;

    /// <param name="root">The whole file.</param>
    /// <param name="templates">What stands under <c>templates</c>; null for nothing.</param>
    public YamlMappingNode Rewrite(YamlNode root, YamlNode? templates)
    {
        YamlMappingNode written = new();
        foreach ((string key, YamlNode value) in Members(root))
        {
            if (key is "templates" or "receivers" || !IsKnown("", key, value)) continue;
            YamlNode copy = Copy(value, key);
            if (key == "global") _global = (YamlMappingNode)copy;
            written.Add(Yaml.Text(key), copy);
        }

        // Behind global, wherever the user put it: whether a receiver can do without a key depends on it.
        YamlNode receivers = Members(root).First(m => m.Key == "receivers").Value;
        written.Add(Yaml.Text("receivers"), Yaml.List(Children(receivers).Select(Receiver)));
        if (templates is not null) written.Add(Yaml.Text("templates"), templates);
        return written;
    }

    private YamlMappingNode Receiver(YamlNode node)
    {
        YamlMappingNode receiver = new();
        string name = Text(Members(node).First(m => m.Key == "name").Value);
        foreach ((string key, YamlNode value) in Members(node))
        {
            if (key == "name")
            {
                receiver.Add(Yaml.Text(key), Yaml.Text(name));
                continue;
            }

            if (OldAlertmanager.KeysOf("receivers")!.Contains(key))
            {
                receiver.Add(Yaml.Text(key), Yaml.List(Children(value).Select(c => Integration(c, key, name)).OfType<YamlNode>()));
                continue;
            }

            string kind = key.Replace("_configs", "", StringComparison.Ordinal);
            Note(value, $"receiver {Quoting.Quote(name)} goes without {key}: Alertmanager 0.25 has no receivers of the kind {kind}");
        }

        return receiver;
    }

    private YamlMappingNode? Integration(YamlNode node, string kind, string receiver)
    {
        YamlMappingNode copy = Map(node, kind);
        IReadOnlyList<string> needs = OldAlertmanager.NeedsOf(kind);
        bool isWhole = needs.Count == 0 || needs.Any(need => need.StartsWith("global.", StringComparison.Ordinal)
            ? _global is not null && Has(_global, need[7..])
            : Has(copy, need));
        if (isWhole) return copy;
        Note(node, $"an item of {kind} of receiver {Quoting.Quote(receiver)} is left out: what Alertmanager 0.25 needs of it ({needs[0]}) is given otherwise");
        return null;
    }

    private YamlNode Copy(YamlNode node, string place) => node switch
    {
        YamlMappingNode => Map(node, place),
        YamlSequenceNode => Items(node, place),
        YamlScalarNode scalar => scalar.Style is ScalarStyle.Plain or ScalarStyle.Any
            ? new YamlScalarNode(scalar.Value) { Style = ScalarStyle.Plain }
            : Yaml.Text(scalar.Value ?? ""),
        _ => node,
    };

    private YamlSequenceNode Items(YamlNode node, string place) =>
        Yaml.List(Children(node).Where(child => !IsUnreadable(child, place)).Select(child => Copy(child, place)));

    private YamlMappingNode Map(YamlNode node, string place)
    {
        YamlMappingNode map = new();
        foreach ((string key, YamlNode value) in Members(node))
        {
            if (OldAlertmanager.KeysOf(place) is null)
            {
                map.Add(Yaml.Text(key), Copy(value, place));
                continue;
            }

            if (Referenced(value) is { } variable) AddSecret(map, place, key, value, variable);
            else if (IsKnown(place, key, value) && IsRunnable(key, value)) map.Add(Yaml.Text(key), Member(key, value));
        }

        return map;
    }

    private YamlNode Member(string key, YamlNode value)
    {
        if (key == "routes") return Items(value, "route");
        if (key.EndsWith("matchers", StringComparison.Ordinal)) return Yaml.Texts(Matchers(value).Select(m => m.ToString()));
        return key.EndsWith("_file", StringComparison.Ordinal) ? Yaml.Text(Path.GetFullPath(Text(value), folder)) : Copy(value, key);
    }

    /// <summary>Heed reads <c>${NAME}</c> in secrets; 0.25 reads nothing of the environment, but most secrets from a file.</summary>
    private void AddSecret(YamlMappingNode map, string place, string key, YamlNode value, string variable)
    {
        if (OldAlertmanager.KeysOf(place)!.Contains(key + "_file"))
        {
            map.Add(Yaml.Text(key + "_file"), Yaml.Text(SecretFolder + variable));
            Note(value, $"Alertmanager reads no environment: write {key}, with the value of {variable} in it, into {SecretFolder}{variable}");
        }
        else
        {
            Note(value, $"{key} is left out: Alertmanager 0.25 reads it neither from the environment nor from a file; set it by hand");
        }
    }

    private bool IsKnown(string place, string key, YamlNode value)
    {
        if (OldAlertmanager.KeysOf(place)!.Contains(key)) return true;
        Note(value, $"{key} is left out: Alertmanager 0.25 has it not");
        return false;
    }

    /// <summary>A text that cannot be run would lose its notices: without it the default text is sent.</summary>
    private bool IsRunnable(string key, YamlNode value)
    {
        if (value is not YamlScalarNode { Value: { } text }) return true;
        string? function = TemplateWords.FirstLaterFunction(text);
        string? template = TemplateWords.Called(text).FirstOrDefault(missingTemplates.Contains);
        if (function is null && template is null) return true;
        string reason = function is null ? $"the template {Quoting.Quote(template!)} is left out" : $"Alertmanager 0.25 has not the template function {function}";
        Note(value, $"{key} is left out and has its default text: {reason}");
        return false;
    }

    /// <summary>Whether a route or an inhibition rule has a matcher that 0.25 cannot read.</summary>
    private bool IsUnreadable(YamlNode node, string place)
    {
        if (place is not ("route" or "inhibit_rules")) return false;
        foreach ((string key, YamlNode value) in Members(node))
        {
            if (!key.EndsWith("matchers", StringComparison.Ordinal)) continue;
            LabelMatcher? later = Matchers(value).FirstOrDefault(m => !Identifiers.IsLabelName(m.Name));
            if (later is null) continue;
            Note(value, $"{(place == "route" ? "a route" : "an inhibition rule")} is left out: Alertmanager 0.25 has no label {Quoting.Quote(later.Name)}");
            return true;
        }

        return false;
    }

    private void Note(YamlNode node, string sentence) => notes.Note($"{file}:{node.Start.Line}: {sentence}");

    private static IEnumerable<LabelMatcher> Matchers(YamlNode node) =>
        (node is YamlScalarNode ? [node] : Children(node)).SelectMany(item => MatcherParser.Parse(Text(item)).Value);

    /// <summary>The environment variable that a text refers to; null for none.</summary>
    private static string? Referenced(YamlNode node)
    {
        if (node is not YamlScalarNode { Value: { } text }) return null;
        int open = text.IndexOf("${", StringComparison.Ordinal);
        int close = open < 0 ? -1 : text.IndexOf('}', open);
        string name = close < 0 ? "" : text[(open + 2)..close];
        return Identifiers.IsLabelName(name) ? name : null;
    }

    private static bool Has(YamlMappingNode map, string key) => map.Children.ContainsKey(new YamlScalarNode(key));

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static IEnumerable<YamlNode> Children(YamlNode node) => node is YamlSequenceNode sequence ? sequence.Children : [];

    /// <summary>Merged mappings (<c>&lt;&lt;: *base</c>) come behind the written members, which win.</summary>
    private static IEnumerable<KeyValuePair<string, YamlNode>> Members(YamlNode node)
    {
        if (node is not YamlMappingNode map) yield break;
        HashSet<string> seen = [];
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            if (Text(key) != "<<" && seen.Add(Text(key))) yield return new(Text(key), value);
        }

        foreach (YamlNode merged in map.Children.Where(m => Text(m.Key) == "<<").SelectMany(m => m.Value is YamlSequenceNode list ? list.Children : [m.Value]))
        {
            foreach (KeyValuePair<string, YamlNode> member in Members(merged))
            {
                if (seen.Add(member.Key)) yield return member;
            }
        }
    }
}
