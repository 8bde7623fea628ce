using System.Globalization;
using System.Net.Mail;
using System.Text;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Email;

/// <summary>A mail as it goes over the wire, and the addresses of its envelope.</summary>
/// <param name="From">Without a name.</param>
/// <param name="Recipients">Without names.</param>
/// <param name="Content">Headers and bodies: ASCII only, lines end with CR LF and have at most 998 characters.</param>
public sealed record EmailMessage(string From, IReadOnlyList<string> Recipients, string Content)
{
    private const int LongestLine = 76;

    /// <summary>Null where an address is none; the sentence says which.</summary>
    public static EmailMessage? Write(Notification notification, EmailOptions options, NoticeTemplates templates, out string error)
    {
        string from = templates.WriteWord("email from", options.From, notification, options.From);
        string to = templates.WriteWord("email to", options.To, notification, options.To);
        error = "";
        if (!MailAddress.TryCreate(from, out MailAddress? sender)) error = $"expected from to be an address, found \"{from}\"";
        List<MailAddress> recipients = [];
        foreach (string part in to.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (MailAddress.TryCreate(part, out MailAddress? recipient)) recipients.Add(recipient);
            else error = $"expected to to be addresses with commas between them, found \"{to}\"";
        }

        if (recipients.Count == 0 && error.Length == 0) error = "expected to to be at least one address, found none";
        if (error.Length > 0) return null;
        StringBuilder content = new();
        foreach ((string name, string value) in Headers(notification, options, templates, sender!, recipients)) AppendHeader(content, name, value);
        AppendBodies(content, notification, options, templates);
        return new EmailMessage(sender!.Address, [.. recipients.Select(r => r.Address)], content.ToString());
    }

    /// <summary>
    /// The headers and, behind them, the bodies as they are before they are encoded; or what is wrong with the addresses.
    /// </summary>
    public static string Preview(Notification notification, EmailOptions options, NoticeTemplates templates)
    {
        if (Write(notification, options, templates, out string error) is not { } message) return error;
        string headers = message.Content[..message.Content.IndexOf("MIME-Version", StringComparison.Ordinal)].ReplaceLineEndings("\n");
        string text = options.Text.Length > 0 ? templates.Write("email text", options.Text, notification, EmailKind.DefaultText) : "";
        string html = options.Html.Length > 0 ? templates.WriteHtml("email html", options.Html, notification, EmailKind.DefaultHtml) : "";
        return string.Join("\n", ((string[])[headers, text, html]).Where(part => part.Length > 0));
    }

    private static OrderedDictionary<string, string> Headers(
        Notification notification, EmailOptions options, NoticeTemplates templates, MailAddress from, List<MailAddress> to)
    {
        OrderedDictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["From"] = Show(from),
            ["To"] = string.Join(", ", to.Select(Show)),
            ["Subject"] = templates.Write("email subject", EmailKind.DefaultSubject, notification, notification.GroupKey),
            ["Date"] = DateTimeOffset.FromUnixTimeMilliseconds(notification.TimeMs)
                .ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["Message-Id"] = $"<{notification.Id}@{options.Hello}>",
        };
        foreach ((string name, string text) in options.Headers)
        {
            headers[name] = templates.Write($"email header {name}", text, notification, name == "Subject" ? EmailKind.DefaultSubject : "");
        }

        return headers;
    }

    private static void AppendBodies(StringBuilder content, Notification notification, EmailOptions options, NoticeTemplates templates)
    {
        content.Append("MIME-Version: 1.0\r\n");
        bool both = options.Html.Length > 0 && options.Text.Length > 0;
        string boundary = "heed-" + notification.Id;
        if (both) content.Append($"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
        if (options.Text.Length > 0 || options.Html.Length == 0)
        {
            if (both) content.Append($"--{boundary}\r\n");
            AppendBody(content, "text/plain", templates.Write("email text", options.Text, notification, EmailKind.DefaultText));
        }

        if (options.Html.Length > 0)
        {
            if (both) content.Append($"--{boundary}\r\n");
            AppendBody(content, "text/html", templates.WriteHtml("email html", options.Html, notification, EmailKind.DefaultHtml));
        }

        if (both) content.Append($"--{boundary}--\r\n");
    }

    private static void AppendBody(StringBuilder content, string type, string text)
    {
        content.Append($"Content-Type: {type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        for (int at = 0; at < encoded.Length; at += LongestLine)
        {
            content.Append(encoded, at, Math.Min(LongestLine, encoded.Length - at)).Append("\r\n");
        }
    }

    /// <summary>A line break in a label must not begin another header; what is not plain is written as encoded words (RFC 2047).</summary>
    private static void AppendHeader(StringBuilder content, string name, string value)
    {
        string line = value.ReplaceLineEndings(" ").Trim();
        bool isPlain = line.Length + name.Length < LongestLine * 12 && line.All(c => c is >= ' ' and <= '~');
        content.Append(name).Append(": ").Append(isPlain ? line : EncodedWords(line)).Append("\r\n");
    }

    private static string EncodedWords(string text)
    {
        const int BytesPerWord = 45;
        List<string> words = [];
        List<byte> bytes = [];
        byte[] utf8 = new byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(utf8);
            if (bytes.Count + length > BytesPerWord) Flush();
            bytes.AddRange(utf8.AsSpan(0, length));
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }

    private static string Show(MailAddress address)
    {
        string name = address.DisplayName;
        if (name.Length == 0) return address.Address;
        string shown = name.All(c => c is >= ' ' and <= '~') ? $"\"{name}\"" : EncodedWords(name);
        return $"{shown} <{address.Address}>";
    }
}
