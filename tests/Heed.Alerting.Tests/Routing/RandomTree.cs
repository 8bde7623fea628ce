using System.Text;

namespace Heed.Alerting.Tests.Routing;

/// <summary>Routing trees and label sets from a seed, in the syntax that Alertmanager 0.25 and Heed both read.</summary>
public sealed class RandomTree(int seed)
{
    private static readonly string[] Names = ["team", "severity", "model_name", "region"];
    private static readonly string[] Values = ["a", "b", "c", "ab", "x.y", "1"];
    private static readonly string[] Patterns = ["a|b", "a.*", ".+", "[bc]", "x\\\\.y", ".*", "^a$", "(?:ab|1)"];

    private readonly Random _random = new(seed);
    private int _receivers;

    public string Configuration()
    {
        StringBuilder text = new("route:\n  receiver: r0\n");
        AppendRoutes(text, 2, 3);
        text.Append("receivers:\n");
        for (int i = 0; i <= _receivers; i++) text.Append("  - name: r").Append(i).Append('\n');
        return text.ToString();
    }

    public List<(string Name, string Value)> Labels()
    {
        List<(string, string)> labels = [];
        foreach (string name in Names)
        {
            if (_random.Next(3) > 0) labels.Add((name, Pick(Values)));
        }

        return labels;
    }

    private void AppendRoutes(StringBuilder text, int indent, int depth)
    {
        string margin = new(' ', indent);
        text.Append(margin).Append("routes:\n");
        int count = _random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            text.Append(margin).Append("  - ").Append(Matchers(margin)).Append('\n');
            text.Append(margin).Append("    receiver: r").Append(++_receivers).Append('\n');
            if (_random.Next(3) == 0) text.Append(margin).Append("    continue: true\n");
            if (depth > 1 && _random.Next(2) == 0) AppendRoutes(text, indent + 4, depth - 1);
        }
    }

    private string Matchers(string margin) => _random.Next(3) switch
    {
        0 => $"match: {{ {Pick(Names)}: \"{Pick(Values)}\" }}",
        1 => $"match_re: {{ {Pick(Names)}: \"{Pick(Patterns)}\" }}",
        _ => $"matchers:\n{margin}      - '{Pick(Names)}{Pick(["=", "!="])}\"{Pick(Values)}\"'\n{margin}      - '{Pick(Names)}{Pick(["=~", "!~"])}\"{Pick(Patterns)}\"'",
    };

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
