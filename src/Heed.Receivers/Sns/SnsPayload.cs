using System.Globalization;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Sns;

/// <summary>The form of the action <c>Publish</c>.</summary>
public static class SnsPayload
{
    /// <summary>In bytes: SNS refuses longer messages.</summary>
    public const int MaxMessageBytes = 256 * 1024;

    /// <summary>In bytes: SNS refuses longer messages to phones.</summary>
    public const int MaxPhoneMessageBytes = 1600;

    /// <summary>In characters of ASCII: SNS refuses others.</summary>
    public const int MaxSubject = 100;

    private const string Fifo = ".fifo";

    /// <summary>The form as it goes over the wire; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, SnsOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("sns", templates, notification, options.Texts, SnsKind.DefaultTexts);
        string topic = texts.Word("topic_arn");
        string phone = texts.Word("phone_number");
        FormBody form = new();
        form.Add("Action", "Publish");
        form.Add("Version", "2010-03-31");
        form.AddText("TopicArn", topic);
        form.AddText("PhoneNumber", phone);
        form.AddText("TargetArn", texts.Word("target_arn"));
        form.AddText("Subject", Subject(texts.Write("subject")));
        string whole = texts.Write("message").Trim();
        string message = ShortText.CutBytes(whole, phone.Length > 0 ? MaxPhoneMessageBytes : MaxMessageBytes);
        form.Add("Message", message);
        if (topic.EndsWith(Fifo, StringComparison.Ordinal))
        {
            // Notices of a group come in order, and one that is sent twice arrives once.
            form.Add("MessageGroupId", GroupAlias.Of(notification.GroupKey));
            form.Add("MessageDeduplicationId", notification.Id);
        }

        List<KeyValuePair<string, string>> attributes =
            [.. options.Attributes.Select(a => KeyValuePair.Create(a.Key, templates.WriteWord($"sns {a.Key}", a.Value, notification, "")))];
        if (message != whole) attributes.Add(new("truncated", "true"));
        AddAttributes(form, attributes);
        return form.ToBytes();
    }

    /// <summary>SNS refuses an attribute without a value.</summary>
    private static void AddAttributes(FormBody form, List<KeyValuePair<string, string>> attributes)
    {
        int number = 0;
        foreach ((string name, string value) in attributes.Where(a => a.Value.Length > 0))
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{++number}.");
            form.Add(prefix + "Name", name);
            form.Add(prefix + "Value.DataType", "String");
            form.Add(prefix + "Value.StringValue", value);
        }
    }

    private static string Subject(string text)
    {
        char[] ascii = [.. text.Trim().Select(c => char.IsBetween(c, ' ', '~') ? c : ' ')];
        return new string(ascii, 0, Math.Min(ascii.Length, MaxSubject)).Trim();
    }
}
