using System.Text;
using System.Text.Json.Nodes;

using Heed.Model.Time;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>JSON with its members in order. Times that the story set are told by their distance from its beginning, others by a mark.</summary>
internal sealed class CanonicalJson(long startMs, IReadOnlySet<long> known)
{
    public string Write(JsonNode? node)
    {
        StringBuilder text = new();
        Append(text, node);
        return text.ToString();
    }

    private void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                foreach ((string name, JsonNode? value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    text.Append(name).Append(':');
                    Append(text, value);
                    text.Append(' ');
                }

                text.Append('}');
                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    text.Append('[');
                    Append(text, item);
                    text.Append(']');
                }

                break;
            default:
                text.Append(Value(node?.ToString() ?? "null"));
                break;
        }
    }

    private string Value(string value)
    {
        if (value.Length < 20 || value[4] != '-' || value.StartsWith("0001-", StringComparison.Ordinal)) return value;
        if (!Rfc3339.TryParse(value, out long timeMs)) return value;
        return known.Contains(timeMs) ? FormattableString.Invariant($"start+{timeMs - startMs}") : "(a time that the server set)";
    }
}
