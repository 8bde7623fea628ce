using System.Globalization;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Pushover;

/// <summary>The form of a message.</summary>
public static class PushoverPayload
{
    /// <summary>In characters, as the two below: Pushover refuses longer ones.</summary>
    public const int MaxTitle = 250;
    public const int MaxMessage = 1024;
    public const int MaxUrl = 512;

    /// <summary>Pushover refuses a message without a text.</summary>
    private const string NoDetails = "(no details)";

    /// <summary>The form as it goes over the wire; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, PushoverOptions options, NoticeTemplates templates, string user, string token)
    {
        NoticeTexts texts = new("pushover", templates, notification, options.Texts, PushoverKind.DefaultTexts);
        string message = options.IsHtml
            ? ShortText.Cut(templates.WriteHtml("pushover message", options.Texts["message"], notification, Fallback).Trim(), MaxMessage)
            : texts.Write("message", MaxMessage);
        FormBody form = new();
        form.Add("token", token);
        form.Add("user", user);
        form.Add("title", texts.Write("title", MaxTitle));
        form.Add("message", message.Length > 0 ? message : NoDetails);
        form.AddText("url", ShortText.Cut(texts.Word("url"), MaxUrl));
        form.AddText("url_title", texts.Word("url_title"));
        form.AddText("priority", texts.Word("priority"));
        form.Add("retry", Seconds(options.Retry));
        form.Add("expire", Seconds(options.Expire));
        form.AddText("device", texts.Word("device"));
        form.AddText("sound", texts.Word("sound"));
        if (options.TimeToLive > TimeSpan.Zero) form.Add("ttl", Seconds(options.TimeToLive));
        if (options.IsHtml) form.Add("html", "1");
        if (options.IsMonospace) form.Add("monospace", "1");
        return form.ToBytes();
    }

    private static string Fallback => PushoverKind.DefaultTexts.First(t => t.Key == "message").Value;

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
