using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;

namespace Heed.Receivers.Webhook;

/// <summary>
/// JSON whose texts are templates. A text alone, in place of a mapping or a list, is a template that writes the whole JSON. Exactly one
/// of the members says what it is; all null is JSON's null.
/// </summary>
public sealed record PayloadTemplate
{
    public string? Text { get; private init; }

    /// <value>A number, true or false.</value>
    public object? Literal { get; private init; }

    public IReadOnlyList<PayloadTemplate>? Items { get; private init; }

    public IReadOnlyList<KeyValuePair<string, PayloadTemplate>>? Members { get; private init; }

    public static PayloadTemplate Read(DocumentNode node) => node.Kind switch
    {
        NodeKind.Mapping => new() { Members = [.. node.ReadMapping().Members.Select(m => KeyValuePair.Create(m.Key, Read(m.Value)))] },
        NodeKind.Sequence => new() { Items = [.. node.ReadSequence().Select(Read)] },
        NodeKind.Null => new(),
        _ => node.IsQuoted ? new() { Text = node.Text } : ReadPlain(node.Text!),
    };

    /// <summary>False where a template fails, or a text alone does not write JSON; the error says which and why.</summary>
    public bool TryWrite(Notification notification, NoticeTemplates templates, out object? content, out string error)
    {
        if (!TryRender(notification, templates, "webhook payload", out content, out error)) return false;
        if (Text is null) return true;
        try
        {
            content = JsonNode.Parse((string)content!);
            return true;
        }
        catch (JsonException broken)
        {
            error = "webhook payload: expected the template to write JSON: " + broken.Message;
            return false;
        }
    }

    private static PayloadTemplate ReadPlain(string text)
    {
        if (text is "true" or "false") return new() { Literal = text == "true" };
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return new() { Literal = integer };
        }

        bool isNumber =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
        return isNumber ? new() { Literal = number } : new() { Text = text };
    }

    internal bool TryRender(Notification notification, NoticeTemplates templates, string path, out object? content, out string error)
    {
        error = "";
        content = Literal;
        if (Text is not null)
        {
            bool written = templates.TryWrite(path, Text, notification, out string output, out error);
            content = output;
            return written;
        }

        if (Items is not null)
        {
            List<object?> items = [];
            foreach (PayloadTemplate item in Items)
            {
                if (!item.TryRender(notification, templates, path, out object? each, out error)) return false;
                items.Add(each);
            }

            content = items;
        }

        if (Members is null) return true;
        OrderedDictionary<string, object?> members = [];
        foreach ((string name, PayloadTemplate member) in Members)
        {
            if (!member.TryRender(notification, templates, path + "." + name, out object? each, out error)) return false;
            members[name] = each;
        }

        content = members;
        return true;
    }
}
