using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Pushover;

/// <summary>Messages to phones by Pushover.</summary>
public sealed class PushoverKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://api.pushover.net/1/messages.json");
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultExpire = TimeSpan.FromHours(1);

    public string Name => "pushover";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("title", "{{ template \"pushover.default.title\" . }}"),
        new("message", "{{ template \"pushover.default.message\" . }}"),
        new("url", "{{ template \"pushover.default.url\" . }}"),
        new("url_title", ""),
        new("priority", "{{ if eq .Status \"firing\" }}2{{ else }}0{{ end }}"),
        new("device", ""),
        new("sound", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) => (node, index) =>
    {
        MappingReader reader = node.ReadMapping();
        Credential? user = node.RequireSecret(reader.ReadSecret("user_key", context), null, "user_key");
        Credential? token = node.RequireSecret(reader.ReadSecret("token", context), null, "token");
        PushoverOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            reader.ReadUrl("api_url", DefaultUrl),
            user ?? Credential.FromText(""),
            token ?? Credential.FromText(""),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts),
            reader.TryGet("retry", out DocumentNode? retry) ? retry.ReadDuration(DefaultRetry) : DefaultRetry,
            reader.TryGet("expire", out DocumentNode? expire) ? expire.ReadDuration(DefaultExpire) : DefaultExpire,
            reader.TryGet("ttl", out DocumentNode? ttl) ? ttl.ReadDuration(TimeSpan.Zero) : TimeSpan.Zero,
            reader.TryGet("html", out DocumentNode? html) && html.ReadBool(),
            reader.TryGet("monospace", out DocumentNode? monospace) && monospace.ReadBool());
        if (read.IsHtml && read.IsMonospace) node.Report("expected html or monospace, found both");
        reader.Finish();
        return user is null || token is null ? null : read;
    };

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new PushoverReceiver((PushoverOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(PushoverPayload.Write(notification, (PushoverOptions)options, templates, "<secret>", "<secret>"));
}
